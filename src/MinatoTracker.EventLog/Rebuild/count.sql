-- A stream's version is the number of its events, and there are many fewer streams.
select coalesce(sum(s.version), 0)::bigint from minato.mt_streams s where s.tenant_id = $1
