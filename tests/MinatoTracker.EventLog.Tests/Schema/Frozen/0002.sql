-- Schema version 2 with the events of two offices, as it was on the day the next one came. Never edit: databases out there look so.
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;

CREATE SCHEMA minato;

CREATE FUNCTION minato.add_tenant(tenant character varying) RETURNS void
    LANGUAGE plpgsql
    AS $_$
begin
    if tenant !~ '^[a-z0-9_]{1,44}$' then
        raise exception 'A tenant is named by 1 to 44 of a-z, 0-9 and _, not "%".', tenant using errcode = 'MN003';
    end if;
    if exists (select from minato.mt_tenant_partitions where partition_value = tenant) then
        return;
    end if;
    -- Another process may be adding the same office: "if not exists" does not wait for it.
    perform pg_advisory_xact_lock(hashtextextended('minato.schema', 0));
    if exists (select from minato.mt_tenant_partitions where partition_value = tenant) then
        return;
    end if;
    execute format('create table if not exists minato.%I partition of minato.mt_streams for values in (%L)', 'mt_streams_' || tenant, tenant);
    execute format('create table if not exists minato.%I partition of minato.mt_events for values in (%L)', 'mt_events_' || tenant, tenant);
    perform minato.guard_events(format('minato.%I', 'mt_events_' || tenant)::regclass);
    execute format('create sequence if not exists minato.%I as bigint', 'mt_events_sequence_' || tenant);
    execute format('grant usage on sequence minato.%I to minato_writer', 'mt_events_sequence_' || tenant);
    insert into minato.mt_tenant_partitions (partition_value, partition_suffix) values (tenant, tenant);
end $_$;

CREATE FUNCTION minato.append_events(tenant character varying, recorded timestamp with time zone, stream_ids character varying[], stream_scopes character varying[], stream_expected bigint[], stream_commands integer[], event_streams integer[], event_ids uuid[], event_types character varying[], event_dotnet_types character varying[], event_bodies jsonb[], event_effective date[], event_users character varying[], event_correlations character varying[], event_causations character varying[], event_headers jsonb[], slot_events integer[], slot_names character varying[]) RETURNS TABLE(command integer, stream_id character varying, outcome text, version bigint, first_seq bigint, recorded_at timestamp with time zone)
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
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

CREATE FUNCTION minato.append_outcomes(tenant character varying, stream_ids character varying[], stream_expected bigint[], stream_commands integer[], versions bigint[], event_streams integer[], event_ids uuid[]) RETURNS text[]
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
declare
    outcomes text[] := '{}';
    ids uuid[];
    stored uuid[];
    known int;
begin
    for i in 1 .. cardinality(stream_ids) loop
        if stream_expected[i] is not null and versions[i] = stream_expected[i] then
            outcomes[i] := 'appended';
            continue;
        end if;
        select array_agg(event_ids[a.place] order by a.place) into ids
            from unnest(event_streams) with ordinality a(stream, place) where a.stream = i;
        if stream_expected[i] is null then
            select count(*) into known from minato.append_keys k where k.tenant_id = tenant and k.event_id = any (ids);
            outcomes[i] := case known when 0 then 'appended' when cardinality(ids) then 'repeated' else 'conflict' end;
        else
            -- A retry finds its own events where it wanted to put them.
            select array_agg(e.id order by e.version) into stored from minato.mt_events e
                where e.tenant_id = tenant and e.stream_id = stream_ids[i]
                  and e.version > stream_expected[i] and e.version <= stream_expected[i] + cardinality(ids);
            outcomes[i] := case when stored = ids then 'repeated' else 'conflict' end;
        end if;
    end loop;

    -- All or nothing within a command: a conflict anywhere, or a mixture, is a conflict of the whole.
    select array_agg(case when w.kinds = 1 then outcomes[a.place] else 'conflict' end order by a.place) into outcomes
    from unnest(stream_commands) with ordinality a(command, place)
    join (select b.command, count(distinct outcomes[b.place]) as kinds
          from unnest(stream_commands) with ordinality b(command, place) group by b.command) w on w.command = a.command;
    return outcomes;
end $$;

CREATE FUNCTION minato.fill_slots(tenant character varying, recorded timestamp with time zone, stream_ids character varying[], stream_scopes character varying[], event_streams integer[], event_effective date[], seqs bigint[], slot_events integer[], slot_names character varying[]) RETURNS void
    LANGUAGE sql
    SET enable_seqscan TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
    with filled as materialized (
        select stream_ids[event_streams[a.event]] as stream_id, coalesce(stream_scopes[event_streams[a.event]], '') as scope,
               a.slot, event_effective[a.event] as effective, seqs[a.event] as seq_id
        from unnest(slot_events, slot_names) a(event, slot)
        where seqs[a.event] is not null
    ), known as materialized (
        select f.*, s.slot_id
        from filled f
        left join minato.history_slots s on s.tenant_id = tenant and s.stream_id = f.stream_id and s.slot = f.slot
    ), added as (
        insert into minato.history_slots (tenant_id, scope, stream_id, slot)
        select distinct tenant, k.scope, k.stream_id, k.slot from known k where k.slot_id is null
        returning slot_id, stream_id, slot
    ), numbered as (
        select k.slot_id, k.effective, k.seq_id from known k where k.slot_id is not null
        union all
        select a.slot_id, k.effective, k.seq_id from known k join added a on a.stream_id = k.stream_id and a.slot = k.slot
        where k.slot_id is null
    )
    insert into minato.history (slot_id, effective, seq_id, recorded_at, latest_effective, tenant_id)
    select n.slot_id, n.effective, n.seq_id, recorded,
           greatest(max(n.effective) over (partition by n.slot_id order by n.seq_id), before.latest_effective),
           tenant
    from numbered n
    left join lateral (
        select h.latest_effective from minato.history h
        where h.slot_id = n.slot_id order by h.recorded_at desc, h.seq_id desc limit 1) before on true;
$$;

CREATE FUNCTION minato.guard_events(events regclass) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
    if not exists (select from pg_trigger where tgrelid = events and tgname = 'append_only') then
        execute format('create trigger append_only before update or delete on %s for each row execute function minato.refuse_change()', events);
    end if;
    if not exists (select from pg_trigger where tgrelid = events and tgname = 'append_only_truncate') then
        execute format('create trigger append_only_truncate before truncate on %s execute function minato.refuse_change()', events);
    end if;
end $$;

CREATE FUNCTION minato.keep_to_one_tenant(kept regclass) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
    if not exists (select from pg_policy where polrelid = kept and polname = 'one_tenant') then
        execute format('create policy one_tenant on %s using (tenant_id = (select current_setting(''minato.tenant'', true)))', kept);
    end if;
    if exists (select from pg_class where oid = kept and not (relrowsecurity and relforcerowsecurity)) then
        execute format('alter table %s enable row level security, force row level security', kept);
    end if;
end $$;

CREATE FUNCTION minato.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    raise exception 'Events are only ever added; % is refused on %.', tg_op, tg_table_name using errcode = 'MN001';
end $$;

CREATE TABLE minato.append_keys (
    tenant_id character varying NOT NULL,
    event_id uuid NOT NULL
);

ALTER TABLE ONLY minato.append_keys FORCE ROW LEVEL SECURITY;

CREATE TABLE minato.history (
    slot_id bigint NOT NULL,
    effective date NOT NULL,
    seq_id bigint NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    latest_effective date NOT NULL,
    tenant_id character varying NOT NULL
);

ALTER TABLE ONLY minato.history FORCE ROW LEVEL SECURITY;

CREATE TABLE minato.history_slots (
    slot_id bigint NOT NULL,
    tenant_id character varying NOT NULL,
    scope character varying NOT NULL,
    stream_id character varying NOT NULL,
    slot character varying NOT NULL
);

ALTER TABLE ONLY minato.history_slots FORCE ROW LEVEL SECURITY;

ALTER TABLE minato.history_slots ALTER COLUMN slot_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME minato.history_slots_slot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE minato.mt_event_progression (
    name character varying NOT NULL,
    last_seq_id bigint,
    last_updated timestamp with time zone DEFAULT transaction_timestamp()
);

CREATE TABLE minato.mt_events (
    seq_id bigint NOT NULL,
    id uuid NOT NULL,
    stream_id character varying,
    version bigint NOT NULL,
    data jsonb NOT NULL,
    bdata bytea,
    type character varying(500) NOT NULL,
    "timestamp" timestamp with time zone DEFAULT '2026-11-22 13:07:00.427866+00'::timestamp with time zone NOT NULL,
    tenant_id character varying DEFAULT '*DEFAULT*'::character varying NOT NULL,
    mt_dotnet_type character varying,
    correlation_id character varying,
    causation_id character varying,
    headers jsonb,
    user_name character varying,
    is_archived boolean DEFAULT false
)
PARTITION BY LIST (tenant_id);

ALTER TABLE ONLY minato.mt_events FORCE ROW LEVEL SECURITY;

CREATE TABLE minato.mt_events_minato (
    seq_id bigint NOT NULL,
    id uuid NOT NULL,
    stream_id character varying,
    version bigint NOT NULL,
    data jsonb NOT NULL,
    bdata bytea,
    type character varying(500) NOT NULL,
    "timestamp" timestamp with time zone DEFAULT '2026-11-22 13:07:00.427866+00'::timestamp with time zone NOT NULL,
    tenant_id character varying DEFAULT '*DEFAULT*'::character varying NOT NULL,
    mt_dotnet_type character varying,
    correlation_id character varying,
    causation_id character varying,
    headers jsonb,
    user_name character varying,
    is_archived boolean DEFAULT false
);

CREATE SEQUENCE minato.mt_events_sequence
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE minato.mt_events_sequence OWNED BY minato.mt_events.seq_id;

CREATE SEQUENCE minato.mt_events_sequence_minato
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE SEQUENCE minato.mt_events_sequence_taisho
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE minato.mt_events_taisho (
    seq_id bigint NOT NULL,
    id uuid NOT NULL,
    stream_id character varying,
    version bigint NOT NULL,
    data jsonb NOT NULL,
    bdata bytea,
    type character varying(500) NOT NULL,
    "timestamp" timestamp with time zone DEFAULT '2026-11-22 13:07:00.427866+00'::timestamp with time zone NOT NULL,
    tenant_id character varying DEFAULT '*DEFAULT*'::character varying NOT NULL,
    mt_dotnet_type character varying,
    correlation_id character varying,
    causation_id character varying,
    headers jsonb,
    user_name character varying,
    is_archived boolean DEFAULT false
);

CREATE TABLE minato.mt_streams (
    tenant_id character varying DEFAULT '*DEFAULT*'::character varying NOT NULL,
    id character varying NOT NULL,
    type character varying,
    version bigint,
    "timestamp" timestamp with time zone DEFAULT now() NOT NULL,
    created timestamp with time zone DEFAULT now() NOT NULL,
    is_archived boolean DEFAULT false
)
PARTITION BY LIST (tenant_id);

ALTER TABLE ONLY minato.mt_streams FORCE ROW LEVEL SECURITY;

CREATE TABLE minato.mt_streams_minato (
    tenant_id character varying DEFAULT '*DEFAULT*'::character varying NOT NULL,
    id character varying NOT NULL,
    type character varying,
    version bigint,
    "timestamp" timestamp with time zone DEFAULT now() NOT NULL,
    created timestamp with time zone DEFAULT now() NOT NULL,
    is_archived boolean DEFAULT false
);

CREATE TABLE minato.mt_streams_taisho (
    tenant_id character varying DEFAULT '*DEFAULT*'::character varying NOT NULL,
    id character varying NOT NULL,
    type character varying,
    version bigint,
    "timestamp" timestamp with time zone DEFAULT now() NOT NULL,
    created timestamp with time zone DEFAULT now() NOT NULL,
    is_archived boolean DEFAULT false
);

CREATE TABLE minato.mt_tenant_partitions (
    partition_value character varying NOT NULL,
    partition_suffix character varying
);

CREATE TABLE minato.read_model_versions (
    read_model character varying NOT NULL,
    version integer NOT NULL,
    built_at timestamp with time zone NOT NULL
);

CREATE TABLE minato.schema_versions (
    part character varying NOT NULL,
    version integer NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE minato.subscription_failures (
    subscription character varying NOT NULL,
    tenant_id character varying NOT NULL,
    seq_id bigint NOT NULL,
    state character varying NOT NULL,
    error text NOT NULL,
    attempts integer NOT NULL,
    failed_at timestamp with time zone NOT NULL,
    CONSTRAINT subscription_failures_state CHECK ((state IN ('parked', 'stopped', 'retry', 'discarded')))
);

ALTER TABLE ONLY minato.subscription_failures FORCE ROW LEVEL SECURITY;

ALTER TABLE ONLY minato.mt_events ATTACH PARTITION minato.mt_events_minato FOR VALUES IN ('minato');

ALTER TABLE ONLY minato.mt_events ATTACH PARTITION minato.mt_events_taisho FOR VALUES IN ('taisho');

ALTER TABLE ONLY minato.mt_streams ATTACH PARTITION minato.mt_streams_minato FOR VALUES IN ('minato');

ALTER TABLE ONLY minato.mt_streams ATTACH PARTITION minato.mt_streams_taisho FOR VALUES IN ('taisho');

INSERT INTO minato.append_keys (tenant_id, event_id) VALUES ('minato', '00000000-0000-0000-0000-000000000003');
INSERT INTO minato.append_keys (tenant_id, event_id) VALUES ('taisho', '00000000-0000-0000-0000-000000000003');

INSERT INTO minato.history (slot_id, effective, seq_id, recorded_at, latest_effective, tenant_id) VALUES (1, '2020-04-01', 1, '2020-04-01 00:00:00+00', '2020-04-01', 'minato');
INSERT INTO minato.history (slot_id, effective, seq_id, recorded_at, latest_effective, tenant_id) VALUES (1, '2020-10-01', 2, '2020-04-01 00:00:00+00', '2020-10-01', 'minato');
INSERT INTO minato.history (slot_id, effective, seq_id, recorded_at, latest_effective, tenant_id) VALUES (2, '2020-04-01', 3, '2020-04-01 00:00:00+00', '2020-04-01', 'minato');
INSERT INTO minato.history (slot_id, effective, seq_id, recorded_at, latest_effective, tenant_id) VALUES (3, '2020-04-01', 3, '2020-04-01 00:00:00+00', '2020-04-01', 'taisho');
INSERT INTO minato.history (slot_id, effective, seq_id, recorded_at, latest_effective, tenant_id) VALUES (4, '2020-04-01', 1, '2020-04-01 00:00:00+00', '2020-04-01', 'taisho');
INSERT INTO minato.history (slot_id, effective, seq_id, recorded_at, latest_effective, tenant_id) VALUES (4, '2020-10-01', 2, '2020-04-01 00:00:00+00', '2020-10-01', 'taisho');

INSERT INTO minato.history_slots (slot_id, tenant_id, scope, stream_id, slot) OVERRIDING SYSTEM VALUE VALUES (1, 'minato', 'minato-2020', 'initiative/minato-2020/3-3-6', 'target:1');
INSERT INTO minato.history_slots (slot_id, tenant_id, scope, stream_id, slot) OVERRIDING SYSTEM VALUE VALUES (2, 'minato', 'minato-2020', 'initiative/minato-2020/4-1-3', 'target:1');
INSERT INTO minato.history_slots (slot_id, tenant_id, scope, stream_id, slot) OVERRIDING SYSTEM VALUE VALUES (3, 'taisho', 'minato-2020', 'initiative/minato-2020/4-1-3', 'target:1');
INSERT INTO minato.history_slots (slot_id, tenant_id, scope, stream_id, slot) OVERRIDING SYSTEM VALUE VALUES (4, 'taisho', 'minato-2020', 'initiative/minato-2020/3-3-6', 'target:1');

INSERT INTO minato.mt_event_progression (name, last_seq_id, last_updated) VALUES ('Report:All:minato', 2, '2020-04-01 00:00:00+00');

INSERT INTO minato.mt_events_minato (seq_id, id, stream_id, version, data, bdata, type, "timestamp", tenant_id, mt_dotnet_type, correlation_id, causation_id, headers, user_name, is_archived) VALUES (1, '00000000-0000-0000-0000-000000000001', 'initiative/minato-2020/3-3-6', 1, '{"text": "30%以上"}', NULL, 'target_set', '2020-04-01 00:00:00+00', 'minato', 'T, A', NULL, NULL, 'null', 'person-1', false);
INSERT INTO minato.mt_events_minato (seq_id, id, stream_id, version, data, bdata, type, "timestamp", tenant_id, mt_dotnet_type, correlation_id, causation_id, headers, user_name, is_archived) VALUES (2, '00000000-0000-0000-0000-000000000002', 'initiative/minato-2020/3-3-6', 2, '{"text": "2件以上"}', NULL, 'target_set', '2020-04-01 00:00:00+00', 'minato', 'T, A', NULL, NULL, 'null', 'person-1', false);
INSERT INTO minato.mt_events_minato (seq_id, id, stream_id, version, data, bdata, type, "timestamp", tenant_id, mt_dotnet_type, correlation_id, causation_id, headers, user_name, is_archived) VALUES (3, '00000000-0000-0000-0000-000000000003', 'initiative/minato-2020/4-1-3', 1, '{"text": "10.6%"}', NULL, 'target_set', '2020-04-01 00:00:00+00', 'minato', 'T, A', 'c-1', NULL, 'null', NULL, false);

INSERT INTO minato.mt_events_taisho (seq_id, id, stream_id, version, data, bdata, type, "timestamp", tenant_id, mt_dotnet_type, correlation_id, causation_id, headers, user_name, is_archived) VALUES (1, '00000000-0000-0000-0000-000000000001', 'initiative/minato-2020/3-3-6', 1, '{"text": "30%以上"}', NULL, 'target_set', '2020-04-01 00:00:00+00', 'taisho', 'T, A', NULL, NULL, 'null', 'person-1', false);
INSERT INTO minato.mt_events_taisho (seq_id, id, stream_id, version, data, bdata, type, "timestamp", tenant_id, mt_dotnet_type, correlation_id, causation_id, headers, user_name, is_archived) VALUES (2, '00000000-0000-0000-0000-000000000002', 'initiative/minato-2020/3-3-6', 2, '{"text": "2件以上"}', NULL, 'target_set', '2020-04-01 00:00:00+00', 'taisho', 'T, A', NULL, NULL, 'null', 'person-1', false);
INSERT INTO minato.mt_events_taisho (seq_id, id, stream_id, version, data, bdata, type, "timestamp", tenant_id, mt_dotnet_type, correlation_id, causation_id, headers, user_name, is_archived) VALUES (3, '00000000-0000-0000-0000-000000000003', 'initiative/minato-2020/4-1-3', 1, '{"text": "10.6%"}', NULL, 'target_set', '2020-04-01 00:00:00+00', 'taisho', 'T, A', 'c-1', NULL, 'null', NULL, false);

INSERT INTO minato.mt_streams_minato (tenant_id, id, type, version, "timestamp", created, is_archived) VALUES ('minato', 'initiative/minato-2020/3-3-6', NULL, 2, '2020-04-01 00:00:00+00', '2020-04-01 00:00:00+00', false);
INSERT INTO minato.mt_streams_minato (tenant_id, id, type, version, "timestamp", created, is_archived) VALUES ('minato', 'initiative/minato-2020/4-1-3', NULL, 1, '2020-04-01 00:00:00+00', '2020-04-01 00:00:00+00', false);

INSERT INTO minato.mt_streams_taisho (tenant_id, id, type, version, "timestamp", created, is_archived) VALUES ('taisho', 'initiative/minato-2020/3-3-6', NULL, 2, '2020-04-01 00:00:00+00', '2020-04-01 00:00:00+00', false);
INSERT INTO minato.mt_streams_taisho (tenant_id, id, type, version, "timestamp", created, is_archived) VALUES ('taisho', 'initiative/minato-2020/4-1-3', NULL, 1, '2020-04-01 00:00:00+00', '2020-04-01 00:00:00+00', false);

INSERT INTO minato.mt_tenant_partitions (partition_value, partition_suffix) VALUES ('minato', 'minato');
INSERT INTO minato.mt_tenant_partitions (partition_value, partition_suffix) VALUES ('taisho', 'taisho');

INSERT INTO minato.schema_versions (part, version, applied_at) VALUES ('event-log', 2, '2020-04-01 00:00:00+00');

SELECT pg_catalog.setval('minato.history_slots_slot_id_seq', 4, true);

SELECT pg_catalog.setval('minato.mt_events_sequence', 1, false);

SELECT pg_catalog.setval('minato.mt_events_sequence_minato', 3, true);

SELECT pg_catalog.setval('minato.mt_events_sequence_taisho', 3, true);

ALTER TABLE ONLY minato.history_slots
    ADD CONSTRAINT history_slots_by_stream UNIQUE (tenant_id, stream_id, slot);

ALTER TABLE ONLY minato.mt_events
    ADD CONSTRAINT pkey_mt_events_seq_id_tenant_id PRIMARY KEY (seq_id, tenant_id);

ALTER TABLE ONLY minato.mt_events_minato
    ADD CONSTRAINT mt_events_minato_pkey PRIMARY KEY (seq_id, tenant_id);

ALTER TABLE ONLY minato.mt_events_taisho
    ADD CONSTRAINT mt_events_taisho_pkey PRIMARY KEY (seq_id, tenant_id);

ALTER TABLE ONLY minato.mt_streams
    ADD CONSTRAINT pkey_mt_streams_tenant_id_id PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY minato.mt_streams_minato
    ADD CONSTRAINT mt_streams_minato_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY minato.mt_streams_taisho
    ADD CONSTRAINT mt_streams_taisho_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY minato.mt_event_progression
    ADD CONSTRAINT pk_mt_event_progression PRIMARY KEY (name);

ALTER TABLE ONLY minato.append_keys
    ADD CONSTRAINT pkey_append_keys PRIMARY KEY (tenant_id, event_id);

ALTER TABLE ONLY minato.history
    ADD CONSTRAINT pkey_history PRIMARY KEY (slot_id, effective, seq_id) INCLUDE (recorded_at);

ALTER TABLE ONLY minato.history_slots
    ADD CONSTRAINT pkey_history_slots PRIMARY KEY (slot_id);

ALTER TABLE ONLY minato.mt_tenant_partitions
    ADD CONSTRAINT pkey_mt_tenant_partitions_partition_value PRIMARY KEY (partition_value);

ALTER TABLE ONLY minato.read_model_versions
    ADD CONSTRAINT pkey_read_model_versions PRIMARY KEY (read_model);

ALTER TABLE ONLY minato.subscription_failures
    ADD CONSTRAINT pkey_subscription_failures PRIMARY KEY (tenant_id, subscription, seq_id);

ALTER TABLE ONLY minato.schema_versions
    ADD CONSTRAINT schema_versions_pkey PRIMARY KEY (part);

CREATE INDEX history_by_recording ON minato.history USING btree (slot_id, recorded_at, seq_id) INCLUDE (latest_effective);

CREATE INDEX history_slots_by_scope ON minato.history_slots USING btree (tenant_id, scope);

CREATE UNIQUE INDEX pk_mt_events_stream_and_version ON ONLY minato.mt_events USING btree (tenant_id, stream_id, version);

CREATE UNIQUE INDEX mt_events_minato_tenant_id_stream_id_version_idx ON minato.mt_events_minato USING btree (tenant_id, stream_id, version);

CREATE UNIQUE INDEX mt_events_taisho_tenant_id_stream_id_version_idx ON minato.mt_events_taisho USING btree (tenant_id, stream_id, version);

ALTER INDEX minato.pkey_mt_events_seq_id_tenant_id ATTACH PARTITION minato.mt_events_minato_pkey;

ALTER INDEX minato.pk_mt_events_stream_and_version ATTACH PARTITION minato.mt_events_minato_tenant_id_stream_id_version_idx;

ALTER INDEX minato.pkey_mt_events_seq_id_tenant_id ATTACH PARTITION minato.mt_events_taisho_pkey;

ALTER INDEX minato.pk_mt_events_stream_and_version ATTACH PARTITION minato.mt_events_taisho_tenant_id_stream_id_version_idx;

ALTER INDEX minato.pkey_mt_streams_tenant_id_id ATTACH PARTITION minato.mt_streams_minato_pkey;

ALTER INDEX minato.pkey_mt_streams_tenant_id_id ATTACH PARTITION minato.mt_streams_taisho_pkey;

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON minato.mt_events FOR EACH ROW EXECUTE FUNCTION minato.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON minato.mt_events FOR EACH STATEMENT EXECUTE FUNCTION minato.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON minato.mt_events_minato FOR EACH STATEMENT EXECUTE FUNCTION minato.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON minato.mt_events_taisho FOR EACH STATEMENT EXECUTE FUNCTION minato.refuse_change();

ALTER TABLE minato.append_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE minato.history ENABLE ROW LEVEL SECURITY;

ALTER TABLE minato.history_slots ENABLE ROW LEVEL SECURITY;

ALTER TABLE minato.mt_event_progression ENABLE ROW LEVEL SECURITY;

ALTER TABLE minato.mt_events ENABLE ROW LEVEL SECURITY;

ALTER TABLE minato.mt_streams ENABLE ROW LEVEL SECURITY;

CREATE POLICY one_tenant ON minato.append_keys USING (((tenant_id)::text = ( SELECT current_setting('minato.tenant'::text, true) AS current_setting)));

CREATE POLICY one_tenant ON minato.history USING (((tenant_id)::text = ( SELECT current_setting('minato.tenant'::text, true) AS current_setting)));

CREATE POLICY one_tenant ON minato.history_slots USING (((tenant_id)::text = ( SELECT current_setting('minato.tenant'::text, true) AS current_setting)));

CREATE POLICY one_tenant ON minato.mt_event_progression USING (((name)::text ~~ ('%:'::text || replace(( SELECT current_setting('minato.tenant'::text, true) AS current_setting), '_'::text, '\_'::text))));

CREATE POLICY one_tenant ON minato.mt_events USING (((tenant_id)::text = ( SELECT current_setting('minato.tenant'::text, true) AS current_setting)));

CREATE POLICY one_tenant ON minato.mt_streams USING (((tenant_id)::text = ( SELECT current_setting('minato.tenant'::text, true) AS current_setting)));

CREATE POLICY one_tenant ON minato.subscription_failures USING (((tenant_id)::text = ( SELECT current_setting('minato.tenant'::text, true) AS current_setting)));

ALTER TABLE minato.subscription_failures ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA minato TO minato_writer;
GRANT USAGE ON SCHEMA minato TO minato_reader;

GRANT SELECT,INSERT ON TABLE minato.append_keys TO minato_writer;

GRANT SELECT,INSERT ON TABLE minato.history TO minato_writer;
GRANT SELECT ON TABLE minato.history TO minato_reader;

GRANT SELECT,INSERT ON TABLE minato.history_slots TO minato_writer;
GRANT SELECT ON TABLE minato.history_slots TO minato_reader;

GRANT SELECT,INSERT,UPDATE ON TABLE minato.mt_event_progression TO minato_writer;
GRANT SELECT ON TABLE minato.mt_event_progression TO minato_reader;

GRANT SELECT,INSERT ON TABLE minato.mt_events TO minato_writer;
GRANT SELECT ON TABLE minato.mt_events TO minato_reader;

GRANT USAGE ON SEQUENCE minato.mt_events_sequence_minato TO minato_writer;

GRANT USAGE ON SEQUENCE minato.mt_events_sequence_taisho TO minato_writer;

GRANT SELECT,INSERT,UPDATE ON TABLE minato.mt_streams TO minato_writer;
GRANT SELECT ON TABLE minato.mt_streams TO minato_reader;

GRANT SELECT ON TABLE minato.mt_tenant_partitions TO minato_writer;
GRANT SELECT ON TABLE minato.mt_tenant_partitions TO minato_reader;

GRANT SELECT ON TABLE minato.read_model_versions TO minato_writer;
GRANT SELECT ON TABLE minato.read_model_versions TO minato_reader;

GRANT SELECT ON TABLE minato.schema_versions TO minato_writer;
GRANT SELECT ON TABLE minato.schema_versions TO minato_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE minato.subscription_failures TO minato_writer;
GRANT SELECT ON TABLE minato.subscription_failures TO minato_reader;

