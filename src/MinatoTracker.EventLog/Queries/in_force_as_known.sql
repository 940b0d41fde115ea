-- $1 tenant, $2 and $3 which slots (InForceQuery.cs), $4 as of, $5 known at.
-- The latest effective date known at that time bounds where the step down the index starts.
select e.seq_id, e.id, e.stream_id, e.version, e.type, e.data, e.timestamp, e.user_name, e.correlation_id
from (
    select distinct won.seq_id
    from minato.history_slots s
    cross join lateral (
        select h.latest_effective from minato.history h
        where h.slot_id = s.slot_id and h.recorded_at <= $5
        order by h.recorded_at desc, h.seq_id desc
        limit 1) known
    cross join lateral (
        select h.seq_id from minato.history h
        where h.slot_id = s.slot_id and h.effective <= least($4, known.latest_effective) and h.recorded_at <= $5
        order by h.effective desc, h.seq_id desc
        limit 1) won
    where s.tenant_id = $1 and {slots}) w
join minato.mt_events e on e.tenant_id = $1 and e.seq_id = w.seq_id
order by e.seq_id
