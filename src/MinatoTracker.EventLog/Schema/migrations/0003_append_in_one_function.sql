-- The append keeps the history itself; what it called for that is gone. The indexes of the history hold all that a question reads.
drop function if exists minato.append_events(
    varchar, timestamptz, varchar[], varchar[], bigint[], int[], int[], uuid[], varchar[], varchar[], jsonb[], date[],
    varchar[], varchar[], varchar[], jsonb[], int[], varchar[]);
drop function if exists minato.fill_slots(varchar, timestamptz, varchar[], varchar[], int[], date[], bigint[], int[], varchar[]);

alter table minato.history
    drop constraint pkey_history,
    add constraint pkey_history primary key (slot_id, effective, seq_id) include (recorded_at, tenant_id);
drop index minato.history_by_recording;
create index history_by_recording
    on minato.history (slot_id, recorded_at, seq_id) include (effective, latest_effective, tenant_id);
alter table minato.history set (autovacuum_vacuum_insert_scale_factor = 0.05);
