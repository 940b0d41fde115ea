revoke all on
    minato.planned_reminders, minato.reminder_turns, minato.reminder_planning, minato.people_changes, minato.sending_minutes
    from minato_writer, minato_reader;
grant select, insert, update, delete on minato.planned_reminders, minato.reminder_turns to minato_writer;
grant select, insert, update on minato.reminder_planning, minato.people_changes, minato.sending_minutes to minato_writer;

select minato.keep_to_one_tenant(kept::regclass) from unnest(array[
    'minato.planned_reminders', 'minato.reminder_turns', 'minato.reminder_planning', 'minato.people_changes', 'minato.sending_minutes'
]) kept;
