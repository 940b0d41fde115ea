delete from minato.damage_alerts where tenant_id = @tenant and sent_at < @before
