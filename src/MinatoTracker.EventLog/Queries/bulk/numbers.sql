-- $1 tenant, $2 how many. Drawn under the tenant's lock, in ascending order.
select array_agg(nextval(format('minato.%I', 'mt_events_sequence_' || p.partition_suffix)::regclass))
from minato.mt_tenant_partitions p
cross join generate_series(1, $2)
where p.partition_value = $1
