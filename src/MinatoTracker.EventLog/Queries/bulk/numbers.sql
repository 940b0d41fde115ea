-- $1 tenant, $2 how many. Drawn under the tenant's lock, in ascending order.
select array_agg(nextval(s.sequence))
from (
    -- The offset keeps the planner from looking the sequence up by its name for every number.
    select format('minato.%I', 'mt_events_sequence_' || p.partition_suffix)::regclass as sequence
    from minato.mt_tenant_partitions p
    where p.partition_value = $1
    offset 0) s
cross join generate_series(1, $2)
