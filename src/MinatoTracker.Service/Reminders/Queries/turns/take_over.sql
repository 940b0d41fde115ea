-- Claims those of @people who were claimed for @message, or whom nobody holds any more; and answers all of theirs that has come.
-- Locked in one order for all, so that two statements wait for each other and never deadlock.
with free as materialized (
    select t.person from minato.reminder_turns t
    where t.tenant_id = @tenant and t.person = any (@people) and t.turn_at <= @now
      and (t.claimed_by = @message or coalesce(t.claimed_until, @now) <= @now)
    order by t.person
    for update),
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
