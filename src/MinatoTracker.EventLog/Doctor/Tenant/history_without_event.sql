select 'Error', format('%s row(s) of the history name an event that does not exist, the first is event %s. Rebuild it.', count(*), min(h.seq_id)),
       jsonb_build_object('rows', count(*), 'first', min(h.seq_id))::text
from minato.history h
where h.tenant_id = $1 and $2::timestamptz is not null and not exists (select from minato.mt_events e where e.tenant_id = $1 and e.seq_id = h.seq_id)
having count(*) > 0
