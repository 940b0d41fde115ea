-- Add and read; no UPDATE, DELETE or TRUNCATE of events for anyone but the owner, whom a trigger stops.
-- Only the log's own tables are named: a feature's tables beside them keep the grants that the feature gives,
-- and nobody gets to read names and password hashes by the way.
grant usage on schema minato to minato_writer, minato_reader;

-- Table by table: "all tables" would take back what another part of the service granted on its own, and would grant
-- the partitions too, where row-level security of their parents does not hold.
revoke all on
    minato.mt_events, minato.mt_streams, minato.mt_tenant_partitions, minato.mt_event_progression, minato.history, minato.history_slots,
    minato.append_keys, minato.subscription_failures, minato.read_model_versions, minato.schema_versions
    from minato_writer, minato_reader;
grant select on
    minato.mt_events, minato.mt_streams, minato.mt_tenant_partitions, minato.mt_event_progression, minato.history, minato.history_slots,
    minato.subscription_failures, minato.read_model_versions, minato.schema_versions
    to minato_writer, minato_reader;
grant select on minato.append_keys to minato_writer;
grant insert on minato.mt_events, minato.history, minato.history_slots, minato.append_keys to minato_writer;
grant insert, update on minato.mt_streams, minato.mt_event_progression to minato_writer;
grant insert, update, delete on minato.subscription_failures to minato_writer;

do $$
declare
    partition regclass;
begin
    for partition in
        select distinct c.oid::regclass
        from pg_inherits i
        join pg_class c on c.oid = i.inhrelid
        cross join aclexplode(c.relacl) a
        where i.inhparent in ('minato.mt_events'::regclass, 'minato.mt_streams'::regclass)
          and a.grantee in ('minato_writer'::regrole, 'minato_reader'::regrole)
    loop
        execute format('revoke all on %s from minato_writer, minato_reader', partition);
    end loop;
end $$;
