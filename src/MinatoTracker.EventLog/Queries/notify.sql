-- A notification takes a transaction number and with it a wait for the disk, which it has no need of.
select set_config('synchronous_commit', 'off', true), pg_notify($1, '')
