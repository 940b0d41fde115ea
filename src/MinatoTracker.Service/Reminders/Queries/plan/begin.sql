insert into minato.reminder_planning (tenant_id, position, planned_on, people) values (@tenant, -1, 'epoch', -1) on conflict do nothing
