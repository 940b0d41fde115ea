-- What was recorded stays as it was recorded, for the owner of the tables too.
create or replace function minato.refuse_change() returns trigger
language plpgsql as $$
begin
    raise exception 'Events are only ever added; % is refused on %.', tg_op, tg_table_name using errcode = 'MN001';
end $$;

create or replace trigger append_only before update or delete on minato.mt_events
    for each row execute function minato.refuse_change();

create or replace trigger append_only_truncate before truncate on minato.mt_events
    for each statement execute function minato.refuse_change();
