-- Row-level security on a table with a tenant_id: whoever forgets a "where tenant_id" still sees one office only.
-- What stands already is left alone: an "alter table" would wait for every reader and writer at work.
create or replace function minato.keep_to_one_tenant(kept regclass) returns void
language plpgsql as $$
begin
    if not exists (select from pg_policy where polrelid = kept and polname = 'one_tenant') then
        execute format('create policy one_tenant on %s using (tenant_id = (select current_setting(''minato.tenant'', true)))', kept);
    end if;
    if exists (select from pg_class where oid = kept and not (relrowsecurity and relforcerowsecurity)) then
        execute format('alter table %s enable row level security, force row level security', kept);
    end if;
end $$;
