select pg_try_advisory_lock(hashtextextended('minato.rebuild', 0))
