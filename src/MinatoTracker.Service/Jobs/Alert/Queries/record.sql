insert into minato.damage_alerts (tenant_id, checked_on, damage, person, message_id, sent_at)
values (@tenant, @checkedOn::date, @damage, @person, @messageId, @now)
on conflict (tenant_id, checked_on, damage, person) do nothing
