-- The append of one event is told what its caller knows; it has other parameters now.
drop function if exists minato.append_event(
    varchar, timestamptz, varchar, bigint, uuid, varchar, varchar, jsonb, date, varchar, varchar, varchar, jsonb, varchar[]);
