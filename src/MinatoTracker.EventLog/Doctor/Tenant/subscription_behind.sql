-- Behind for more than a minute, in which a working one catches up with tens of thousands of events.
select 'Warning', format('Subscription %s is %s event(s) behind since %s.', split_part(p.name, ':', 1), b.events, to_char(b.since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
       jsonb_build_object('subscription', split_part(p.name, ':', 1), 'position', p.last_seq_id, 'behind', b.events, 'since', b.since)::text
from minato.mt_event_progression p
cross join lateral (
    select count(*) as events, min(e.timestamp) as since from minato.mt_events e where e.tenant_id = $1 and e.seq_id > coalesce(p.last_seq_id, 0)) b
where p.name = split_part(p.name, ':', 1) || ':All:' || $1 and b.since < $2 - interval '1 minute'
order by 2
