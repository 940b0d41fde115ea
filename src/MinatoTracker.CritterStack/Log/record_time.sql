-- $1 tenant, $2 now. Another server's clock may be ahead; recorded time never goes back within a tenant.
select greatest($2, (select e.timestamp from minato.mt_events e where e.tenant_id = $1 order by e.seq_id desc limit 1))
