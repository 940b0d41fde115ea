-- Takes the lock on every table that a reader and a writer at work take.
do $$
declare
    touched regclass;
begin
    for touched in select oid from pg_class where relnamespace = 'minato'::regnamespace and relkind in ('r', 'p') loop
        execute format('lock table %s in row exclusive mode', touched);
    end loop;
end $$;
