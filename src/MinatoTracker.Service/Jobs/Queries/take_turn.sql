-- Kept until the connection is closed, by whatever cause.
select pg_try_advisory_lock(hashtextextended(format('minato.job/%s/%s', @tenant, @job), 0))
