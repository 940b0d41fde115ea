select pg_advisory_unlock(hashtextextended('minato.rebuild', 0))
