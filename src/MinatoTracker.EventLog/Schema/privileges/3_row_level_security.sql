-- Whoever forgets a "where tenant_id" still sees one office only.
do $$
declare
    kept text;
begin
    foreach kept in array array['mt_events', 'mt_streams', 'history', 'history_slots', 'append_keys'] loop
        execute format('alter table minato.%I enable row level security', kept);
        execute format('alter table minato.%I force row level security', kept);
        if not exists (select from pg_policies where schemaname = 'minato' and tablename = kept and policyname = 'one_tenant') then
            execute format(
                'create policy one_tenant on minato.%I using (tenant_id = (select current_setting(''minato.tenant'', true)))', kept);
        end if;
    end loop;
end $$;
