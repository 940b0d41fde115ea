-- $1 tenant, $2 recorded at; arrays: $3 slot, $4 effective, $5 seq, $6 latest effective.
insert into minato.history (slot_id, effective, seq_id, recorded_at, latest_effective, tenant_id)
select a.slot, a.effective, a.seq, $2, a.latest, $1
from unnest($3, $4, $5, $6) a(slot, effective, seq, latest)
