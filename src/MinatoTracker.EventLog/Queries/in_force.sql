-- $1 tenant, $2 and $3 which slots (InForceQuery.cs), $4 as of. As known now: one step down an index a slot.
select e.seq_id, e.id, e.stream_id, e.version, e.type, e.data, e.timestamp, e.user_name, e.correlation_id
from (
    select distinct won.seq_id
    from minato.history_slots s
    cross join lateral (
        select h.seq_id from minato.history h
        where h.slot_id = s.slot_id and h.effective <= $4
        order by h.effective desc, h.seq_id desc
        limit 1) won
    where s.tenant_id = $1 and {slots}) w
join minato.mt_events e on e.tenant_id = $1 and e.seq_id = w.seq_id
order by e.seq_id
