select pg_advisory_unlock(hashtextextended(format('minato.job/%s/%s', @tenant, @job), 0))
