-- Every event with the rows that the history has of it, column by column, in the order of the slots' names.
select e.seq_id, e.id, e.stream_id, e.version, e.type, e.data, e.timestamp, e.user_name, e.correlation_id,
       coalesce(h.slots, '{}'), coalesce(h.streams, '{}'), coalesce(h.scopes, '{}'),
       coalesce(h.effective, '{}'), coalesce(h.latest_effective, '{}'), coalesce(h.recorded_at, '{}')
from minato.mt_events e
left join (
    select i.seq_id,
           array_agg(coalesce(s.slot, '?') order by s.slot collate "C") as slots,
           array_agg(coalesce(s.stream_id, '?') order by s.slot collate "C") as streams,
           array_agg(coalesce(s.scope, '?') order by s.slot collate "C") as scopes,
           array_agg(i.effective order by s.slot collate "C") as effective,
           array_agg(i.latest_effective order by s.slot collate "C") as latest_effective,
           array_agg(i.recorded_at order by s.slot collate "C") as recorded_at
    from minato.history i
    left join minato.history_slots s on s.slot_id = i.slot_id and s.tenant_id = i.tenant_id
    where i.tenant_id = $1
    group by i.seq_id) h on h.seq_id = e.seq_id
where e.tenant_id = $1
order by e.seq_id
