-- Laid only where they are missing: laying them anew would wait for whoever writes at the moment.
do $$
begin
    if not exists (select from pg_trigger where tgrelid = 'minato.people'::regclass and tgname = 'note_people_added') then
        create trigger note_people_added after insert on minato.people
            referencing new table as after_it
            for each statement execute function minato.note_people_change();
    end if;
    if not exists (select from pg_trigger where tgrelid = 'minato.people'::regclass and tgname = 'note_people_changed') then
        create trigger note_people_changed after update on minato.people
            referencing old table as before_it new table as after_it
            for each statement execute function minato.note_people_change();
    end if;
end $$;
