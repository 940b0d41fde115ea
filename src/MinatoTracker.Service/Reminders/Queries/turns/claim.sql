-- Claims up to @count people whose turn has come, the longest waiting first, past those whom another process is claiming at this
-- moment; and answers all of theirs that has come. A step down an index for each: the arrays and "offset 0" leave nothing else.
with free as materialized (
    select t.person from minato.reminder_turns t
    where t.tenant_id = @tenant and greatest(t.turn_at, t.claimed_until) <= @now
    order by greatest(t.turn_at, t.claimed_until)
    limit @count
    for update skip locked),
ours as (
    update minato.reminder_turns t set claimed_until = @until, claimed_by = @me
    where t.tenant_id = @tenant and t.person = any (array(select free.person from free))
    returning t.person, t.named_after)
select ours.person, ours.named_after, p.plan, p.review, p.occasion, p.section, p.deadline
from ours
left join lateral (
    select p.* from minato.planned_reminders p
    where p.tenant_id = @tenant and p.person = ours.person and p.next_at <= @now
    offset 0) p on true
