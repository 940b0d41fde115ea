-- No office is added meanwhile.
lock table minato.mt_tenant_partitions in share mode
