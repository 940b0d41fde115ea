select e.seq_id, e.id, e.stream_id, e.version, e.type, e.data, e.timestamp, e.user_name, e.correlation_id
from minato.subscription_failures f
join minato.mt_events e on e.tenant_id = f.tenant_id and e.seq_id = f.seq_id
where f.tenant_id = $1 and f.subscription = $2 and f.state = 'retry'
order by e.seq_id
