-- Erasing a person empties the row and keeps the id, so nobody needs DELETE. Reports get no names: minato_reader sees nothing here.
revoke all on minato.people, minato.api_tokens from minato_writer, minato_reader;
grant select, insert, update on minato.people, minato.api_tokens to minato_writer;

do $$
declare
    kept text;
begin
    foreach kept in array array['people', 'api_tokens'] loop
        execute format('alter table minato.%I enable row level security', kept);
        execute format('alter table minato.%I force row level security', kept);
        if not exists (select from pg_policies where schemaname = 'minato' and tablename = kept and policyname = 'one_tenant') then
            execute format(
                'create policy one_tenant on minato.%I using (tenant_id = (select current_setting(''minato.tenant'', true)))', kept);
        end if;
    end loop;
end $$;
