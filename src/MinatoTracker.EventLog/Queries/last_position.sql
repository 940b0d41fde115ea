select coalesce((select l.seq_id from minato.mt_events l where l.tenant_id = $1 order by l.seq_id desc limit 1), 0) as position
