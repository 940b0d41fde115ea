select 'Error', format('%s is missing, so %s can take no events.', w.wanted, $1), jsonb_build_object('table', w.wanted)::text
from minato.mt_tenant_partitions p
cross join unnest(array['mt_events_', 'mt_streams_', 'mt_events_sequence_']) k(kind)
cross join lateral (select k.kind || p.partition_suffix as wanted) w
where p.partition_value = $1 and $2::timestamptz is not null and to_regclass(format('minato.%I', w.wanted)) is null
order by 2
