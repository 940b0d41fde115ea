-- $1 tenant, $2 and $3 which slots (InForceQuery.cs), $4 as of. As known now: one step down an index a slot, then the events by
-- their numbers. The numbers are an array, which the index takes in one go and in order; a join the planner may turn into a
-- reading of the whole table.
select e.seq_id, e.id, e.stream_id, e.version, e.type, e.data, e.timestamp, e.user_name, e.correlation_id
from minato.mt_events e
where e.tenant_id = $1 and e.seq_id = any (array(
    select (
        select h.seq_id from minato.history h
        where h.slot_id = s.slot_id and h.effective <= $4
        order by h.effective desc, h.seq_id desc
        limit 1)
    from minato.history_slots s
    where s.tenant_id = $1 and {slots}))
order by e.seq_id
