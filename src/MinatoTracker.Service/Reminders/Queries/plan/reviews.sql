select distinct plan, review from minato.planned_reminders where tenant_id = @tenant
