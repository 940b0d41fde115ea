-- Parameters: tenant, arrays of scope, stream and slot. A slot gets its number when it is first filled. Whether it has one is
-- asked first, because a number that is drawn and then not needed is gone.
insert into minato.history_slots (tenant_id, scope, stream_id, slot)
select g.tenant, a.scope, a.stream, a.slot
from (select ?::varchar as tenant) g
cross join unnest(?, ?, ?) a(scope, stream, slot)
where not exists (
    select from minato.history_slots s where s.tenant_id = g.tenant and s.stream_id = a.stream and s.slot = a.slot)
