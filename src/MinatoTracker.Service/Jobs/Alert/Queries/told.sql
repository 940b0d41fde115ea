select a.person from minato.damage_alerts a where a.tenant_id = @tenant and a.checked_on = @checkedOn::date and a.damage = @damage
