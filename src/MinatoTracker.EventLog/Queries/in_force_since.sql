-- Wraps in_force.sql or in_force_as_known.sql: beside the answer the tenant's last position, from the same snapshot. When that is the
-- position ($6) at which the asker has the answer already, {slots} are none (InForceQuery.cs), and no more than it is read.
-- Without an answer there is one row with the position alone.
select coalesce((select l.seq_id from minato.mt_events l where l.tenant_id = $1 order by l.seq_id desc limit 1), 0) as position, e.*
from (select) once left join (
{in_force}
) e on true
order by e.seq_id
