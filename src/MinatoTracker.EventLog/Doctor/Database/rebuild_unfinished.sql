select 'Notice', 'A rebuild was broken off. The next one clears its tables away; until then they take room.', '{}'::jsonb::text
where exists (select from pg_namespace where nspname = 'minato_next')
  and not exists (
    select from pg_locks l
    where l.locktype = 'advisory' and l.granted and l.objsubid = 1
      and l.database = (select d.oid from pg_database d where d.datname = current_database())
      and (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended('minato.rebuild', 0))
