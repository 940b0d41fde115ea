-- Gives an office its partition of a table. Attached, not created in place: creating it waits for everybody who reads any office's
-- events, and has them wait meanwhile.
create or replace function minato.add_partition(parent varchar, tenant varchar) returns void
language plpgsql as $$
declare
    partition varchar := parent || '_' || tenant;
begin
    if to_regclass(format('minato.%I', partition)) is not null then
        return;
    end if;
    execute format('create table minato.%I (like minato.%I including all excluding indexes)', partition, parent);
    execute format('alter table minato.%I attach partition minato.%I for values in (%L)', parent, partition, tenant);
end $$;
