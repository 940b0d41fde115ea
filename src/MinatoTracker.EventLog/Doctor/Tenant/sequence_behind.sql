select 'Error', format('The next event would get number %s, yet event %s exists: appends will fail.', coalesce(s.last_value, 0) + 1, e.seq_id),
       jsonb_build_object('lastValue', coalesce(s.last_value, 0), 'lastEvent', e.seq_id)::text
from minato.mt_tenant_partitions p
join pg_sequences s on s.schemaname = 'minato' and s.sequencename = 'mt_events_sequence_' || p.partition_suffix
cross join lateral (select max(m.seq_id) as seq_id from minato.mt_events m where m.tenant_id = $1) e
where p.partition_value = $1 and $2::timestamptz is not null and e.seq_id > coalesce(s.last_value, 0)
