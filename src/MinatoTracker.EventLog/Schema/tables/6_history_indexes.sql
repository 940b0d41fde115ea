-- Apart from the table, because a rebuild fills it first: an index made at once costs less than one kept row by row.
-- Asked for by hand, since even "create index if not exists" waits for every writer at work.
do $$
begin
    if to_regclass('minato.history_by_recording') is null then
        alter table minato.history add constraint pkey_history
            primary key (slot_id, effective, seq_id) include (recorded_at, tenant_id);
        create index history_by_recording
            on minato.history (slot_id, recorded_at, seq_id) include (effective, latest_effective, tenant_id);
    end if;
end $$;
