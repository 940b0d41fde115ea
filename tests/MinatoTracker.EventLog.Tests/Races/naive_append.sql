-- What an event store without a lock does: draws a number, inserts, and commits when it gets there.
insert into minato.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, is_archived)
values (nextval('minato.mt_events_sequence_minato'), gen_random_uuid(), $1, $2, '{}', 'something_said', now(), 'minato', false)
