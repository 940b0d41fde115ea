-- Appends the events of many commands in one transaction: group commit. A command stands or falls whole, and alone:
-- one that meets another version than it expects is left out, and the rest go through.
--
-- Arrays run parallel. streams: one row a stream of a command; a stream is named once in a call.
--   expected: the version the command read, 0 for a stream that must be new, null for any.
-- events: event_stream is the 1-based place of the event's stream in streams.
-- slots: slot_event is the 1-based place of the slot's event in events.
-- Answers one row a stream: outcome is appended, repeated (the same events stand already) or conflict.
--
-- The advisory lock makes one order a tenant: numbers are drawn and committed under it, so that whoever reads
-- seq_id > cursor misses nothing. It is taken here, last before the commit, to be held shortly.
create or replace function minato.append_events(
    tenant varchar,
    recorded timestamptz,
    stream_ids varchar[], stream_scopes varchar[], stream_expected bigint[], stream_commands int[],
    event_streams int[], event_ids uuid[], event_types varchar[], event_dotnet_types varchar[], event_bodies jsonb[],
    event_effective date[], event_users varchar[], event_correlations varchar[], event_causations varchar[], event_headers jsonb[],
    slot_events int[], slot_names varchar[])
returns table (command int, stream_id varchar, outcome text, version bigint, first_seq bigint, recorded_at timestamptz)
language plpgsql
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
    sequence_name regclass;
    versions bigint[];
    outcomes text[];
    seqs bigint[];
    firsts bigint[];
begin
    perform set_config('minato.tenant', tenant, true);
    perform pg_advisory_xact_lock(hashtextextended('minato.append/' || tenant, 0));
    select format('minato.%I', 'mt_events_sequence_' || p.partition_suffix)::regclass into sequence_name
        from minato.mt_tenant_partitions p where p.partition_value = tenant;
    if sequence_name is null then
        raise exception 'There is no tenant "%".', tenant using errcode = 'MN002';
    end if;

    -- The server that commits next may have a slower clock; recorded time still never goes back within a tenant.
    select greatest(recorded, max(last.timestamp)) into recorded from (
        select e.timestamp from minato.mt_events e where e.tenant_id = tenant order by e.seq_id desc limit 1) last;

    select array_agg(coalesce(s.version, 0) order by a.place) into versions
        from unnest(stream_ids) with ordinality a(id, place)
        left join minato.mt_streams s on s.tenant_id = tenant and s.id = a.id;

    outcomes := minato.append_outcomes(tenant, stream_ids, stream_expected, stream_commands, versions, event_streams, event_ids);

    -- nextval once an event, in the order given; null for events that are not appended.
    select array_agg(case when outcomes[a.stream] = 'appended' then nextval(sequence_name) end order by a.place) into seqs
        from (select u.stream, u.place from unnest(event_streams) with ordinality u(stream, place) order by u.place) a;

    insert into minato.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type,
                                  correlation_id, causation_id, headers, user_name, is_archived)
    select seqs[a.place], event_ids[a.place], stream_ids[a.stream],
           versions[a.stream] + row_number() over (partition by a.stream order by a.place),
           event_bodies[a.place], event_types[a.place], recorded, tenant, event_dotnet_types[a.place],
           event_correlations[a.place], event_causations[a.place], event_headers[a.place], event_users[a.place], false
    from unnest(event_streams) with ordinality a(stream, place)
    where seqs[a.place] is not null;

    insert into minato.mt_streams as s (tenant_id, id, version, timestamp, created)
    select tenant, stream_ids[a.stream], versions[a.stream] + count(*), recorded, recorded
    from unnest(event_streams) with ordinality a(stream, place)
    where seqs[a.place] is not null
    group by a.stream
    on conflict (tenant_id, id) do update set version = excluded.version, timestamp = excluded.timestamp;

    insert into minato.append_keys (tenant_id, event_id)
    select tenant, event_ids[a.place]
    from unnest(event_streams) with ordinality a(stream, place)
    where seqs[a.place] is not null and stream_expected[a.stream] is null;

    perform minato.fill_slots(tenant, recorded, stream_ids, stream_scopes, event_streams, event_effective, seqs, slot_events, slot_names);

    select array_agg(f.seq order by f.stream) into firsts from (
        select g.stream, min(seqs[a.place]) as seq
        from generate_subscripts(stream_ids, 1) g(stream)
        left join unnest(event_streams) with ordinality a(stream, place) on a.stream = g.stream
        group by g.stream) f;

    return query
    select stream_commands[g.stream], stream_ids[g.stream], outcomes[g.stream],
           versions[g.stream] + case when outcomes[g.stream] = 'appended'
                                     then (select count(*) from unnest(event_streams) e where e = g.stream) else 0 end,
           firsts[g.stream], recorded
    from generate_subscripts(stream_ids, 1) g(stream)
    order by g.stream;
end $$;
