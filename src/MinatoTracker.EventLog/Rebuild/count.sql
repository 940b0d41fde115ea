select count(*) from minato.mt_events e where e.tenant_id = $1
