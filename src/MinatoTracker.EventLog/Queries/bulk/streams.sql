-- $1 tenant, $2 recorded at; arrays: $3 stream, $4 version after the append.
insert into minato.mt_streams as s (tenant_id, id, version, timestamp, created)
select $1, a.id, a.version, $2, $2
from unnest($3, $4) a(id, version)
on conflict (tenant_id, id) do update set version = excluded.version, timestamp = excluded.timestamp
