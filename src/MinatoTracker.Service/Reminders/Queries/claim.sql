-- $1 tenant, $2 reminders, $3 their Message-IDs, $4 now, $5 lease until, $6 by whom. Answers what was free or had an ended lease.
-- In one order for all, so that two processes wait for each other and never deadlock.
insert into minato.reminder_claims as c (tenant_id, reminder, claimed_until, claimed_by, message_id)
select $1, wanted.reminder, $5, $6, wanted.message_id
from unnest($2, $3) wanted(reminder, message_id)
order by wanted.reminder
on conflict (tenant_id, reminder) do update
    set claimed_until = excluded.claimed_until, claimed_by = excluded.claimed_by
    where c.claimed_until <= $4
returning reminder, message_id
