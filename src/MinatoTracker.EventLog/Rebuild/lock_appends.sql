-- The lock that append_events takes, of every office: what was appended is committed, and nothing is under way.
select pg_advisory_xact_lock(hashtextextended('minato.append/' || t.tenant, 0))
from (select p.partition_value as tenant from minato.mt_tenant_partitions p order by 1) t
