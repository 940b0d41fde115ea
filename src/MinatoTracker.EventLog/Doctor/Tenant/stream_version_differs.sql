-- A stream without events and at version 0 is left by an append of Marten's that failed, and does no harm.
select 'Error', format('Stream %s says it is at version %s, its last event is version %s.', coalesce(s.id, e.stream_id), coalesce(s.version, 0), coalesce(e.version, 0)),
       jsonb_build_object('stream', coalesce(s.id, e.stream_id), 'version', coalesce(s.version, 0), 'lastEvent', coalesce(e.version, 0))::text
from (select * from minato.mt_streams m where m.tenant_id = $1) s
full join (select m.stream_id, max(m.version) as version from minato.mt_events m where m.tenant_id = $1 group by m.stream_id) e on e.stream_id = s.id
where coalesce(s.version, 0) <> coalesce(e.version, 0) and $2::timestamptz is not null
order by 2
limit 20
