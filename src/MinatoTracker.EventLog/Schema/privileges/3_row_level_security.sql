select minato.keep_to_one_tenant(kept::regclass) from unnest(array[
    'minato.mt_events', 'minato.mt_streams', 'minato.history', 'minato.history_slots', 'minato.append_keys', 'minato.subscription_failures'
]) kept;

-- Marten gives the progress of subscriptions no tenant of its own: the name ends with it. Not forced, so that Marten,
-- which works as the owner, still sees every row.
do $$
begin
    if not exists (select from pg_policies where schemaname = 'minato' and tablename = 'mt_event_progression' and policyname = 'one_tenant') then
        create policy one_tenant on minato.mt_event_progression
            using (name like '%:' || replace((select current_setting('minato.tenant', true)), '_', '\_'));
        alter table minato.mt_event_progression enable row level security;
    end if;
end $$;
