select f.subscription, f.seq_id, f.state, f.error, f.attempts, f.failed_at
from minato.subscription_failures f
where f.tenant_id = $1
order by f.subscription, f.seq_id
