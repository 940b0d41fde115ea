select 'Warning', format('Subscription %s put %s event(s) aside, the first is event %s.', f.subscription, count(*), min(f.seq_id)),
       jsonb_build_object('subscription', f.subscription, 'events', count(*), 'first', min(f.seq_id))::text
from minato.subscription_failures f
where f.tenant_id = $1 and f.state in ('parked', 'retry') and $2::timestamptz is not null
group by f.subscription
order by 2
