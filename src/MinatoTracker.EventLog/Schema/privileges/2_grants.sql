-- Add and read; no UPDATE, DELETE or TRUNCATE of events for anyone but the owner, whom a trigger stops.
grant usage on schema minato to minato_writer, minato_reader;
grant select on all tables in schema minato to minato_reader;
revoke all on all tables in schema minato from minato_writer;
grant select, insert on minato.mt_events, minato.history, minato.history_slots, minato.append_keys to minato_writer;
grant select, insert, update on minato.mt_streams, minato.mt_event_progression to minato_writer;
grant select on minato.mt_tenant_partitions to minato_writer;
