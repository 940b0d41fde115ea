select e.seq_id, e.id, e.stream_id, e.version, e.type, e.data, e.timestamp, e.user_name, e.correlation_id
from minato.mt_events e
where e.tenant_id = $1 and e.seq_id > $2
order by e.seq_id
limit $3
