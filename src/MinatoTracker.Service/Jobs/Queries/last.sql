-- The last run of each job.
select r.*
from unnest(@jobs) wanted(job)
cross join lateral (
    select j.job, j.node, j.asked_by as askedby, j.started_at as startedat, j.ended_at as endedat, j.result, j.note,
           j.note_values as notevalues, j.error, j.findings::text as findings
    from minato.job_runs j
    where j.tenant_id = @tenant and j.job = wanted.job
    order by j.started_at desc, j.id desc
    limit 1) r
