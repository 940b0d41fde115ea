-- People whose turn is not that of the first of their reminders to come.
with wanted as (
    select p.person, min(p.next_at) as turn_at from minato.planned_reminders p where p.tenant_id = @tenant group by p.person),
standing as (
    select t.person, t.turn_at from minato.reminder_turns t where t.tenant_id = @tenant)
select person,
       coalesce((s.turn_at at time zone 'UTC')::text || 'Z', 'none') as found,
       coalesce((w.turn_at at time zone 'UTC')::text || 'Z', 'none') as expected
from wanted w full join standing s using (person)
where s.turn_at is distinct from w.turn_at
order by person
