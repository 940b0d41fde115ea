-- What the letters are named after, before they leave. Answers who is still ours. Locked in one order for all, so that two
-- statements wait for each other and never deadlock.
with ours as materialized (
    select t.person from minato.reminder_turns t
    where t.tenant_id = @tenant and t.person = any (@people) and t.claimed_by = @me
    order by t.person
    for update)
update minato.reminder_turns t set named_after = named.after
from unnest(@people, @names) named(person, after)
where t.tenant_id = @tenant and t.person = named.person and t.person = any (array(select ours.person from ours))
returning t.person
