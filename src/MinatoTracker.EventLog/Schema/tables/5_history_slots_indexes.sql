-- Apart from the table and asked for by hand, for the reasons of 6_history_indexes.sql.
do $$
begin
    if to_regclass('minato.pkey_history_slots') is null then
        alter table minato.history_slots
            add constraint pkey_history_slots primary key (slot_id),
            add constraint history_slots_by_stream unique (tenant_id, stream_id, slot);
        create index history_slots_by_scope on minato.history_slots (tenant_id, scope);
    end if;
end $$;
