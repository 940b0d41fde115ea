-- Parameters: tenant, arrays of stream, how many events before the stream's last one, slot, effective date, and the slot's latest
-- effective date within this append. The events are in by now, and their streams' versions tell which they are.
-- Subqueries, so that each is a step down an index.
insert into minato.history (slot_id, effective, seq_id, recorded_at, latest_effective, tenant_id)
select k.slot_id, a.effective, e.seq_id, e.timestamp,
       greatest(a.latest, (
           select h.latest_effective from minato.history h
           where h.slot_id = k.slot_id order by h.recorded_at desc, h.seq_id desc limit 1)),
       g.tenant
from (select ?::varchar as tenant) g
cross join unnest(?, ?, ?, ?, ?) a(stream, from_last, slot, effective, latest)
cross join lateral (
    select n.seq_id, n.timestamp from minato.mt_events n
    where n.tenant_id = g.tenant and n.stream_id = a.stream
      and n.version = (select s.version from minato.mt_streams s where s.tenant_id = g.tenant and s.id = a.stream) - a.from_last
    limit 1) e
cross join lateral (
    select s.slot_id from minato.history_slots s
    where s.tenant_id = g.tenant and s.stream_id = a.stream and s.slot = a.slot
    limit 1) k
