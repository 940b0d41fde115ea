-- Gives an office its partitions and its sequence. Safe to repeat.
create or replace function minato.add_tenant(tenant varchar) returns void
language plpgsql as $$
begin
    if tenant !~ '^[a-z0-9_]{1,44}$' then
        raise exception 'A tenant is named by 1 to 44 of a-z, 0-9 and _, not "%".', tenant using errcode = 'MN003';
    end if;
    if exists (select from minato.mt_tenant_partitions where partition_value = tenant) then
        return;
    end if;
    -- Another process may be adding the same office: "if not exists" does not wait for it.
    perform pg_advisory_xact_lock(hashtextextended('minato.schema', 0));
    if exists (select from minato.mt_tenant_partitions where partition_value = tenant) then
        return;
    end if;
    perform minato.add_partition('mt_streams', tenant);
    perform minato.add_partition('mt_events', tenant);
    perform minato.guard_events(format('minato.%I', 'mt_events_' || tenant)::regclass);
    execute format('create sequence if not exists minato.%I as bigint', 'mt_events_sequence_' || tenant);
    execute format('grant usage on sequence minato.%I to minato_writer', 'mt_events_sequence_' || tenant);
    insert into minato.mt_tenant_partitions (partition_value, partition_suffix) values (tenant, tenant);
end $$;
