-- $1 tenant; arrays: $2 stream, $3 scope, $4 slot. Numbers the slots that are filled for the first time.
insert into minato.history_slots (tenant_id, scope, stream_id, slot)
select $1, a.scope, a.stream, a.slot
from unnest($2, $3, $4) a(stream, scope, slot)
on conflict (tenant_id, stream_id, slot) do nothing
