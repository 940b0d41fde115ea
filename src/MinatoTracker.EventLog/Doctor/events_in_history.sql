select e.seq_id, e.id, e.stream_id, e.version, e.type, e.data, e.timestamp, e.user_name, e.correlation_id, coalesce(h.slots, 0)
from minato.mt_events e
left join (select i.seq_id, count(*) as slots from minato.history i where i.tenant_id = $1 group by i.seq_id) h on h.seq_id = e.seq_id
where e.tenant_id = $1
order by e.seq_id
