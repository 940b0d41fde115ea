-- Appends the events of many commands in one transaction: group commit. A command stands or falls whole, and alone:
-- one that meets another version than it expects is left out, and the rest go through.
--
-- Arrays run parallel. streams: one row a stream of a command; a stream is named once in a call.
--   expected: the version the command read, 0 for a stream that must be new, null for any.
--   counts: how many events it gets.
-- events: event_stream is the 1-based place of the event's stream in streams, event_offset its 1-based place within that stream's events.
-- slots: slot_event is the 1-based place of the slot's event in events; slot_latest is the latest effective date that this
--   call gives the slot up to that event.
-- Answers every stream's version before the append, and its outcome: appended, repeated (the same events stand already)
-- or conflict; outcomes are null when all were appended.
--
-- A call without events takes the lock and checks the versions: a bulk append begins with it (BulkAppend.cs).
--
-- The advisory lock makes one order a tenant: numbers are drawn and committed under it, so that whoever reads
-- seq_id > cursor misses nothing. It is taken here, last before the commit, to be held shortly.
--
-- Everything stands in one body: plans of a plpgsql body are kept for the session, those of a nested SQL function are made
-- anew at each call, and they cost more than the rest of the append.
create or replace function minato.append_events(
    tenant varchar,
    recorded timestamptz,
    stream_ids varchar[], stream_scopes varchar[], stream_expected bigint[], stream_commands int[], stream_counts int[],
    event_streams int[], event_offsets int[], event_ids uuid[], event_types varchar[], event_dotnet_types varchar[], event_bodies jsonb[],
    event_effective date[], event_users varchar[], event_correlations varchar[], event_causations varchar[], event_headers jsonb[],
    slot_events int[], slot_names varchar[], slot_latest date[],
    out recorded_at timestamptz, out versions bigint[], out outcomes text[])
language plpgsql
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
as $$
declare
    sequence_name regclass;
    seqs bigint[];
    slot_ids bigint[];
begin
    perform set_config('minato.tenant', tenant, true), pg_advisory_xact_lock(hashtextextended('minato.append/' || tenant, 0));

    -- All that has to be known beforehand, in one statement. Rows are looked up by subqueries: they leave the planner nothing but a
    -- step down an index a row. A join it may turn into a scan of all of the tenant's rows, and stay with it while the table grows.
    select format('minato.%I', 'mt_events_sequence_' || p.partition_suffix)::regclass,
           -- The server that commits next may have a slower clock; recorded time still never goes back within a tenant.
           greatest(recorded, (select e.timestamp from minato.mt_events e where e.tenant_id = tenant order by e.seq_id desc limit 1)),
           array(
               select coalesce((select s.version from minato.mt_streams s where s.tenant_id = tenant and s.id = a.id), 0)
               from unnest(stream_ids) a(id)),
           array(
               select (select s.slot_id from minato.history_slots s
                       where s.tenant_id = tenant and s.stream_id = stream_ids[event_streams[a.event]] and s.slot = a.slot)
               from unnest(slot_events, slot_names) a(event, slot))
        into sequence_name, recorded_at, versions, slot_ids
        from minato.mt_tenant_partitions p where p.partition_value = tenant;
    if sequence_name is null then
        raise exception 'There is no tenant "%".', tenant using errcode = 'MN002';
    end if;

    if versions is distinct from stream_expected then
        outcomes := minato.append_outcomes(tenant, stream_ids, stream_expected, stream_commands, versions, event_streams, event_ids);
    end if;

    -- Numbers are drawn in the order of the events; an event that is not appended gets none.
    for i in 1 .. cardinality(event_streams) loop
        seqs[i] := case when outcomes is null or outcomes[event_streams[i]] = 'appended' then nextval(sequence_name) end;
    end loop;

    insert into minato.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type,
                                  correlation_id, causation_id, headers, user_name, is_archived)
    select a.seq, a.id, stream_ids[a.stream], versions[a.stream] + a.place, a.body, a.type, recorded_at, tenant, a.dotnet_type,
           a.correlation, a.causation, a.headers, a.user_name, false
    from unnest(seqs, event_streams, event_offsets, event_ids, event_types, event_dotnet_types, event_bodies,
                event_users, event_correlations, event_causations, event_headers)
        a(seq, stream, place, id, type, dotnet_type, body, user_name, correlation, causation, headers)
    where a.seq is not null;

    if outcomes is null and 0 <> all (versions) and cardinality(event_streams) > 0 then
        -- The usual case, at half the price: every stream is there.
        update minato.mt_streams s
        set version = s.version + stream_counts[array_position(stream_ids, s.id)], timestamp = append_events.recorded_at
        where s.tenant_id = tenant and s.id = any (stream_ids);
    else
        insert into minato.mt_streams as s (tenant_id, id, version, timestamp, created)
        select tenant, a.id, versions[a.place] + a.count, append_events.recorded_at, append_events.recorded_at
        from unnest(stream_ids, stream_counts) with ordinality a(id, count, place)
        where a.count > 0 and (outcomes is null or outcomes[a.place] = 'appended')
        on conflict (tenant_id, id) do update set version = excluded.version, timestamp = excluded.timestamp;
    end if;

    if array_position(stream_expected, null) is not null then
        insert into minato.append_keys (tenant_id, event_id)
        select tenant, a.id
        from unnest(seqs, event_streams, event_ids) a(seq, stream, id)
        where a.seq is not null and stream_expected[a.stream] is null;
    end if;

    -- The bitemporal history: rows are added, none is changed. A slot gets its number when it is first filled.
    if array_position(slot_ids, null) is not null then
        insert into minato.history_slots (tenant_id, scope, stream_id, slot)
        select distinct tenant, coalesce(stream_scopes[event_streams[a.event]], ''), stream_ids[event_streams[a.event]], a.slot
        from unnest(slot_ids, slot_events, slot_names) a(id, event, slot)
        where a.id is null and seqs[a.event] is not null;

        slot_ids := array(
            select (select s.slot_id from minato.history_slots s
                    where s.tenant_id = tenant and s.stream_id = stream_ids[event_streams[a.event]] and s.slot = a.slot)
            from unnest(slot_events, slot_names) a(event, slot));
    end if;

    insert into minato.history (slot_id, effective, seq_id, recorded_at, latest_effective, tenant_id)
    select a.id, event_effective[a.event], seqs[a.event], append_events.recorded_at,
           greatest(a.latest, (
               select h.latest_effective from minato.history h
               where h.slot_id = a.id order by h.recorded_at desc, h.seq_id desc limit 1)),
           tenant
    from unnest(slot_ids, slot_events, slot_latest) a(id, event, latest)
    where seqs[a.event] is not null;
end $$;
