-- Which offices (tenants) have partitions, and the suffix of their tables and of their sequence.
create table if not exists minato.mt_tenant_partitions (
    partition_value  varchar not null,
    partition_suffix varchar,
    constraint pkey_mt_tenant_partitions_partition_value primary key (partition_value)
);
