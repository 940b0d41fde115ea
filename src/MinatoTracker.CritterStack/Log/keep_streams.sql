-- Parameters: tenant, when it was recorded, arrays of stream and how many events it got. Marten's function writes the
-- transaction's time into the streams, the other edition the time at which the events were recorded.
update minato.mt_streams s
set timestamp = g.recorded, created = case when s.version = a.count then g.recorded else s.created end
from (select ?::varchar as tenant, ?::timestamptz as recorded) g
cross join unnest(?, ?) a(stream, count)
where s.tenant_id = g.tenant and s.id = a.stream
