-- Puts the triggers that refuse changes on mt_events or a partition of it. Row triggers come down to partitions by themselves,
-- those on TRUNCATE do not. What stands already is left alone: making a trigger anew would wait for every reader and writer,
-- and another process of the service starting must not hold up those at work.
create or replace function minato.guard_events(events regclass) returns void
language plpgsql as $$
begin
    if not exists (select from pg_trigger where tgrelid = events and tgname = 'append_only') then
        execute format('create trigger append_only before update or delete on %s for each row execute function minato.refuse_change()', events);
    end if;
    if not exists (select from pg_trigger where tgrelid = events and tgname = 'append_only_truncate') then
        execute format('create trigger append_only_truncate before truncate on %s execute function minato.refuse_change()', events);
    end if;
end $$;
