insert into minato.sending_minutes (tenant_id, minute, taken) values (@tenant, @minute, 0) on conflict do nothing
