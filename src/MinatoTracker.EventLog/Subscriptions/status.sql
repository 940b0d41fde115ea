-- Marten names the progress of a projection of one tenant "{name}:All:{tenant}"; row-level security keeps the other tenants' away.
select split_part(p.name, ':', 1), coalesce(p.last_seq_id, 0), coalesce(head.seq_id, 0),
       (select count(*) from minato.mt_events e where e.tenant_id = $1 and e.seq_id > coalesce(p.last_seq_id, 0)),
       exists (select from pg_locks l
               where l.locktype = 'advisory' and l.granted and l.objsubid = 1
                 and l.database = (select d.oid from pg_database d where d.datname = current_database())
                 and (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended('minato.subscription/' || p.name, 0)),
       (select count(*) from minato.subscription_failures f
        where f.tenant_id = $1 and f.subscription = split_part(p.name, ':', 1) and f.state in ('parked', 'retry')),
       (select f.error from minato.subscription_failures f
        where f.tenant_id = $1 and f.subscription = split_part(p.name, ':', 1) and f.state = 'stopped' limit 1)
from minato.mt_event_progression p
left join lateral (select max(e.seq_id) as seq_id from minato.mt_events e where e.tenant_id = $1) head on true
where p.name = split_part(p.name, ':', 1) || ':All:' || $1
order by 1
