-- Keeps the bitemporal history in the transaction of the append. Rows are added, none is changed.
create or replace function minato.fill_slots(
    tenant varchar, recorded timestamptz, stream_ids varchar[], stream_scopes varchar[],
    event_streams int[], event_effective date[], seqs bigint[], slot_events int[], slot_names varchar[])
returns void
language sql
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
as $$
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
