-- The service writes through minato_writer and never owns a table; minato_reader is for reports and residents' tools.
do $$
declare
    wanted text;
begin
    foreach wanted in array array['minato_writer', 'minato_reader'] loop
        if not exists (select from pg_roles where rolname = wanted) then
            begin
                execute format('create role %I nologin', wanted);
            exception when duplicate_object or unique_violation then
                null; -- Another process made it in this moment: roles belong to the whole cluster.
            end;
        end if;
        if not pg_has_role(current_user, wanted, 'member') then
            begin
                execute format('grant %I to current_user', wanted);
            exception when duplicate_object or unique_violation then
                null;
            end;
        end if;
    end loop;
end $$;
