grant select, insert, update, delete on minato.reminder_claims to minato_writer;
alter table minato.reminder_claims enable row level security;
alter table minato.reminder_claims force row level security;

do $$
begin
    if not exists (select from pg_policies where schemaname = 'minato' and tablename = 'reminder_claims' and policyname = 'one_tenant') then
        create policy one_tenant on minato.reminder_claims using (tenant_id = (select current_setting('minato.tenant', true)));
    end if;
end $$;
