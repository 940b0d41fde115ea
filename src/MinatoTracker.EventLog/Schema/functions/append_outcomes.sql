-- What becomes of each stream of an append: appended, repeated or conflict. A command's streams share the worst.
create or replace function minato.append_outcomes(
    tenant varchar, stream_ids varchar[], stream_expected bigint[], stream_commands int[], versions bigint[],
    event_streams int[], event_ids uuid[])
returns text[]
language plpgsql
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
as $$
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
