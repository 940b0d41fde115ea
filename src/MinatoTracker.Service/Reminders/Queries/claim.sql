-- Answers what was free, or held by someone whose lease has ended. In one order for all, so that two processes wait
-- for each other and never deadlock.
insert into minato.reminder_claims as c (tenant_id, reminder, claimed_until, claimed_by, message_id)
select @tenant, wanted.reminder, @until, @me, wanted.message_id
from unnest(@reminders, @messageIds) wanted(reminder, message_id)
order by wanted.reminder
on conflict (tenant_id, reminder) do update
    set claimed_until = excluded.claimed_until, claimed_by = excluded.claimed_by
    where c.claimed_until <= @now
returning reminder, message_id as messageid
