-- Appends one event to a stream that stands at the expected version, in slots that stand: what people do all day, at half the price
-- of append_events.sql, because parallel arrays of one element are dear, and so is starting one long statement. Answers when it was
-- recorded; null when it is not that simple a case: then nothing is written, and append_events tells what is the matter.
--
-- The lock goes first, in a statement of its own: what is read under it is what stands when it is held.
create or replace function minato.append_event(
    tenant varchar, recorded timestamptz, stream varchar, expected bigint,
    event_id uuid, event_type varchar, dotnet_type varchar, body jsonb, effective date,
    user_name varchar, correlation varchar, causation varchar, headers jsonb, slots varchar[])
returns timestamptz
language plpgsql
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
    sequence_name regclass;
    slot_ids bigint[];
    seq bigint;
begin
    perform set_config('minato.tenant', append_event.tenant, true),
            pg_advisory_xact_lock(hashtextextended('minato.append/' || append_event.tenant, 0));

    select format('minato.%I', 'mt_events_sequence_' || p.partition_suffix)::regclass,
           -- The server that commits next may have a slower clock; recorded time still never goes back within a tenant.
           greatest(append_event.recorded, (
               select e.timestamp from minato.mt_events e where e.tenant_id = append_event.tenant order by e.seq_id desc limit 1)),
           array(
               select (select s.slot_id from minato.history_slots s
                       where s.tenant_id = append_event.tenant and s.stream_id = append_event.stream and s.slot = a.slot)
               from unnest(append_event.slots) a(slot))
    into sequence_name, recorded, slot_ids
    from minato.mt_tenant_partitions p
    where p.partition_value = append_event.tenant;
    if not found or array_position(slot_ids, null) is not null then return null; end if;

    update minato.mt_streams s
    set version = s.version + 1, timestamp = append_event.recorded
    where s.tenant_id = append_event.tenant and s.id = append_event.stream and s.version = append_event.expected;
    if not found then return null; end if;

    seq := nextval(sequence_name);
    insert into minato.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type,
                                  correlation_id, causation_id, headers, user_name, is_archived)
    values (seq, append_event.event_id, append_event.stream, append_event.expected + 1, append_event.body,
            append_event.event_type, append_event.recorded, append_event.tenant, append_event.dotnet_type,
            append_event.correlation, append_event.causation, append_event.headers, append_event.user_name, false);

    insert into minato.history (slot_id, effective, seq_id, recorded_at, latest_effective, tenant_id)
    select a.slot_id, append_event.effective, seq, append_event.recorded,
           greatest(append_event.effective, (
               select h.latest_effective from minato.history h
               where h.slot_id = a.slot_id order by h.recorded_at desc, h.seq_id desc limit 1)),
           append_event.tenant
    from unnest(slot_ids) a(slot_id);
    return append_event.recorded;
end $$;
