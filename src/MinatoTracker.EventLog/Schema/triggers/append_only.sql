-- What was recorded stays as it was recorded, for the owner of the tables too.
create or replace function minato.refuse_change() returns trigger
language plpgsql as $$
begin
    raise exception 'Events are only ever added; % is refused on %.', tg_op, tg_table_name using errcode = 'MN001';
end $$;

select minato.guard_events(t.relid) from pg_partition_tree('minato.mt_events') t order by t.level, t.relid;
