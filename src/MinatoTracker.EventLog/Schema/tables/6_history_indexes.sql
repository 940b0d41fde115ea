-- Apart from the table, because a rebuild fills it first: an index made at once costs less than one kept row by row.
do $$
begin
    if not exists (select from pg_constraint where conrelid = 'minato.history'::regclass and conname = 'pkey_history') then
        alter table minato.history add constraint pkey_history
            primary key (slot_id, effective, seq_id) include (recorded_at, tenant_id);
    end if;
end $$;

create index if not exists history_by_recording
    on minato.history (slot_id, recorded_at, seq_id) include (effective, latest_effective, tenant_id);
