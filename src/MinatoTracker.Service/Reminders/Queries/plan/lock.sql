-- One process at a time brings the plan up to date. The log's end is seen at the latest when this begins to wait.
select s.position, s.planned_on, s.people,
       coalesce((select e.seq_id from minato.mt_events e where e.tenant_id = @tenant order by e.seq_id desc limit 1), 0),
       coalesce((select c.changes from minato.people_changes c where c.tenant_id = @tenant), 0)
from minato.reminder_planning s
where s.tenant_id = @tenant
for update of s
