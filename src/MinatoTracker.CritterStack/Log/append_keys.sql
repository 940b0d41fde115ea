-- Parameters: tenant, array of the ids of events that were appended at any version.
insert into minato.append_keys (tenant_id, event_id)
select g.tenant, a.id
from (select ?::varchar as tenant) g
cross join unnest(?) a(id)
