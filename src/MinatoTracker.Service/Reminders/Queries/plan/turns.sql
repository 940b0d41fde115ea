-- The first of each person's reminders to come. A claim stays with who has it.
with first as materialized (
    select who.person,
           (select min(p.next_at) from minato.planned_reminders p where p.tenant_id = @tenant and p.person = who.person) as turn_at
    from unnest(@people) who(person)),
gone as (
    delete from minato.reminder_turns t
    where t.tenant_id = @tenant and t.person = any (array(select first.person from first where first.turn_at is null)))
insert into minato.reminder_turns as t (tenant_id, person, turn_at)
select @tenant, first.person, first.turn_at from first where first.turn_at is not null order by first.person
on conflict (tenant_id, person) do update set turn_at = excluded.turn_at where t.turn_at <> excluded.turn_at
