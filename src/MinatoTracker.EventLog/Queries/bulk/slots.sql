-- $1 tenant; arrays: $2 stream, $3 slot. Each slot's number and the latest effective date recorded for it so far.
select s.slot_id, (
    select h.latest_effective from minato.history h
    where h.slot_id = s.slot_id order by h.recorded_at desc, h.seq_id desc limit 1)
from unnest($2, $3) with ordinality a(stream, slot, place)
cross join lateral (
    -- The limit keeps the planner from turning this step down the index into a scan of all slots.
    select k.slot_id from minato.history_slots k
    where k.tenant_id = $1 and k.stream_id = a.stream and k.slot = a.slot limit 1) s
order by a.place
