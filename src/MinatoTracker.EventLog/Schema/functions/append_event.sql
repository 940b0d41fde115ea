-- Appends one event that fills one slot, to a stream that stands at the expected version: what people do all day, at half the price
-- of append_events.sql. Starting a statement costs more than what it does here, so there are few, each is short, and what can be
-- worked out without one is: an expression is evaluated in place.
--
-- Who appended last tells where the order stood then (known_position) and the name of the tenant's sequence; null where it does not
-- know. Only if another appended since, the latest recorded time has to be looked up.
--
-- recorded_at is null when it is not that simple a case: then nothing is written, and append_events tells what is the matter.
create or replace function minato.append_event(
    tenant varchar, inout sequence_name text, known_position bigint, recorded timestamptz, stream varchar, expected bigint,
    event_id uuid, event_type varchar, dotnet_type varchar, body jsonb, effective date,
    user_name varchar, correlation varchar, causation varchar, headers jsonb, slot varchar,
    out recorded_at timestamptz, out reached bigint)
language plpgsql
as $$
#variable_conflict use_column
declare
    locked text;
    sequence regclass;
    slot_number bigint;
    latest date;
begin
    if current_setting('minato.tenant', true) is distinct from append_event.tenant then
        perform set_config('minato.tenant', append_event.tenant, false);
    end if;
    -- Before all that is read: what is read under the lock is what stands when it is held.
    locked := pg_advisory_xact_lock(hashtextextended('minato.append/' || append_event.tenant, 0));

    if sequence_name is null then
        select format('minato.%I', 'mt_events_sequence_' || p.partition_suffix) into sequence_name
        from minato.mt_tenant_partitions p where p.partition_value = append_event.tenant;
        if not found then return; end if;
    end if;
    sequence := sequence_name;
    if append_event.known_position is distinct from pg_sequence_last_value(sequence) then
        -- The server that commits next may have a slower clock; recorded time still never goes back within a tenant.
        recorded := greatest(append_event.recorded, (
            select e.timestamp from minato.mt_events e where e.tenant_id = append_event.tenant order by e.seq_id desc limit 1));
    end if;

    select s.slot_id, (select h.latest_effective from minato.history h
                       where h.slot_id = s.slot_id order by h.recorded_at desc, h.seq_id desc limit 1)
    into slot_number, latest
    from minato.history_slots s
    where s.tenant_id = append_event.tenant and s.stream_id = append_event.stream and s.slot = append_event.slot;
    if not found then return; end if;

    update minato.mt_streams s
    set version = s.version + 1, timestamp = append_event.recorded
    where s.tenant_id = append_event.tenant and s.id = append_event.stream and s.version = append_event.expected;
    if not found then return; end if;

    reached := nextval(sequence);
    insert into minato.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type,
                                  correlation_id, causation_id, headers, user_name, is_archived)
    values (reached, append_event.event_id, append_event.stream, append_event.expected + 1, append_event.body,
            append_event.event_type, append_event.recorded, append_event.tenant, append_event.dotnet_type,
            append_event.correlation, append_event.causation, append_event.headers, append_event.user_name, false);

    insert into minato.history (slot_id, effective, seq_id, recorded_at, latest_effective, tenant_id)
    values (slot_number, append_event.effective, reached, append_event.recorded,
            greatest(latest, append_event.effective), append_event.tenant);
    recorded_at := recorded;
end $$;
