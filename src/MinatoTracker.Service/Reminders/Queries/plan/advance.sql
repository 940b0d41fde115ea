update minato.reminder_planning set position = @position, planned_on = @today, people = @people where tenant_id = @tenant
