-- Add and read; no UPDATE, DELETE or TRUNCATE of events for anyone but the owner, whom a trigger stops.
-- Only the log's own tables are named: a feature's tables beside them keep the grants that the feature gives,
-- and nobody gets to read names and password hashes by the way.
grant usage on schema minato to minato_writer, minato_reader;
revoke all on minato.mt_events, minato.mt_streams, minato.mt_event_progression, minato.mt_tenant_partitions,
    minato.history, minato.history_slots, minato.append_keys from minato_writer;
grant select, insert on minato.mt_events, minato.history, minato.history_slots, minato.append_keys to minato_writer;
grant select, insert, update on minato.mt_streams, minato.mt_event_progression to minato_writer;
grant select on minato.mt_tenant_partitions to minato_writer;
grant select on minato.mt_events, minato.mt_streams, minato.mt_event_progression, minato.mt_tenant_partitions,
    minato.history, minato.history_slots, minato.append_keys to minato_reader;
