-- The lock ends with the connection.
select pg_try_advisory_lock(hashtextextended('minato.subscription/' || $1, 0))
