select 'Error', format('Subscription %s stopped at event %s: %s', f.subscription, f.seq_id, f.error),
       jsonb_build_object('subscription', f.subscription, 'event', f.seq_id, 'error', f.error, 'attempts', f.attempts)::text
from minato.subscription_failures f
where f.tenant_id = $1 and f.state = 'stopped' and $2::timestamptz is not null
order by 2
