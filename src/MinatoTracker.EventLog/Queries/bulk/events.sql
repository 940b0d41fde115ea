-- $1 tenant, $2 recorded at, $3 user, $4 correlation, $5 causation, $6 headers; arrays: $7 seq, $8 id, $9 stream, $10 version,
-- $11 type, $12 dotnet type, $13 body.
insert into minato.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type,
                              correlation_id, causation_id, headers, user_name, is_archived)
select a.seq, a.id, a.stream, a.version, a.body, a.type, $2, $1, a.dotnet_type, $4, $5, $6, $3, false
from unnest($7, $8, $9, $10, $11, $12, $13) a(seq, id, stream, version, type, dotnet_type, body)
