-- Runs that had something to do, the latest first.
select j.job, j.node, j.asked_by as askedby, j.started_at as startedat, j.ended_at as endedat, j.result, j.note,
       j.note_values as notevalues, j.error, j.findings::text as findings
from minato.job_runs j
where j.tenant_id = @tenant and j.note is distinct from 'Idle'
order by j.started_at desc, j.id desc
limit @limit
