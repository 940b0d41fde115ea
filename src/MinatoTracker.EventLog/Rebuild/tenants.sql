select p.partition_value from minato.mt_tenant_partitions p order by 1
