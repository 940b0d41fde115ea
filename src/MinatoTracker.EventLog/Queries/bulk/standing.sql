-- $1 tenant; arrays: $2 stream, $3 version after which to look, $4 how many. The ids of the events that stand there.
select e.id
from unnest($2, $3, $4) with ordinality a(stream, after, count, place)
cross join lateral (
    select s.id, s.version from minato.mt_events s
    where s.tenant_id = $1 and s.stream_id = a.stream and s.version > a.after and s.version <= a.after + a.count
    order by s.version limit a.count) e
order by a.place, e.version
