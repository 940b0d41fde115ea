-- $1 tenant, $2 and $3 which slots (InForceQuery.cs), $4 as of, $5 known at. Like in_force.sql, but for the step down the index:
-- the slot's last event known at that time answers, if none before it reaches further and the day is not before it. Otherwise
-- the latest effective date known then bounds where the step down the other index starts.
select e.seq_id, e.id, e.stream_id, e.version, e.type, e.data, e.timestamp, e.user_name, e.correlation_id
from minato.mt_events e
where e.tenant_id = $1 and e.seq_id = any (array(
    select case
        when known.effective = known.latest_effective and known.effective <= $4 then known.seq_id
        else (
            select h.seq_id from minato.history h
            where h.slot_id = s.slot_id and h.effective <= least($4, known.latest_effective) and h.recorded_at <= $5
            order by h.effective desc, h.seq_id desc
            limit 1)
        end
    from minato.history_slots s
    cross join lateral (
        select h.seq_id, h.effective, h.latest_effective from minato.history h
        where h.slot_id = s.slot_id and h.recorded_at <= $5
        order by h.recorded_at desc, h.seq_id desc
        limit 1) known
    where s.tenant_id = $1 and {slots}))
order by e.seq_id
