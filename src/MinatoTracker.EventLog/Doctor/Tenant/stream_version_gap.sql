select 'Error', format('Stream %s has %s events up to version %s: one is missing.', e.stream_id, count(*), max(e.version)),
       jsonb_build_object('stream', e.stream_id, 'events', count(*), 'lastEvent', max(e.version))::text
from minato.mt_events e
where e.tenant_id = $1 and $2::timestamptz is not null
group by e.stream_id
having count(*) <> max(e.version)
order by 2
limit 20
