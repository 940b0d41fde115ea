-- Once a statement, not once a row: an import of many people would count up one row as often within one transaction.
create or replace function minato.note_people_change() returns trigger
language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into minato.people_changes as c (tenant_id, changes)
        select distinct a.tenant_id, 1 from after_it a
        on conflict (tenant_id) do update set changes = c.changes + 1;
    else
        insert into minato.people_changes as c (tenant_id, changes)
        select distinct a.tenant_id, 1 from after_it a join before_it b using (tenant_id, id)
        where (a.section, a.active) is distinct from (b.section, b.active)
        on conflict (tenant_id) do update set changes = c.changes + 1;
    end if;
    return null;
end $$;
