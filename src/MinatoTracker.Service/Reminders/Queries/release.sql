-- Free for the next try, under the same Message-ID.
update minato.reminder_claims set claimed_until = @now where tenant_id = @tenant and reminder = any (@reminders) and claimed_by = @me
