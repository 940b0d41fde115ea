-- $1 tenant, $2 reminders, $3 by whom, $4 now. Free for the next try, under the same Message-ID.
update minato.reminder_claims set claimed_until = $4 where tenant_id = $1 and reminder = any ($2) and claimed_by = $3
