-- Every commit of an event takes a few milliseconds, no two the same: numbers drawn early get visible late.
create function minato.commit_slowly() returns trigger
language plpgsql as $$
begin
    perform pg_sleep(random() * 0.004);
    return null;
end $$;

create constraint trigger slow_commit after insert on minato.mt_events
    deferrable initially deferred for each row execute function minato.commit_slowly();
