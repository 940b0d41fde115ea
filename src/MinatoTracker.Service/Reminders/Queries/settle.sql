-- $1 tenant, $2 reminders, $3 by whom. The log tells of them from now on.
delete from minato.reminder_claims where tenant_id = $1 and reminder = any ($2) and claimed_by = $3
