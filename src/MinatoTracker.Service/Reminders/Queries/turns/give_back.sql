-- @until: not before then; null for whatever the plan says.
with ours as materialized (
    select t.person from minato.reminder_turns t
    where t.tenant_id = @tenant and t.person = any (@people) and t.claimed_by = @me
    order by t.person
    for update)
update minato.reminder_turns t
set claimed_until = given.until, claimed_by = null, named_after = case when given.done then null else t.named_after end
from unnest(@people, @until, @done) given(person, until, done)
where t.tenant_id = @tenant and t.person = given.person and t.person = any (array(select ours.person from ours))
