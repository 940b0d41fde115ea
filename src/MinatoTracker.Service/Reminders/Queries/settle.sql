-- The log tells of them from now on.
delete from minato.reminder_claims where tenant_id = @tenant and reminder = any (@reminders) and claimed_by = @me
