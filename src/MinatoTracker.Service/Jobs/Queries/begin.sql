-- Whoever has a job's turn is alone with it: a run that was begun and never ended was broken off.
with broken_off as (
    update minato.job_runs set ended_at = @now, result = 'Failed', note = 'BrokenOff'
    where tenant_id = @tenant and job = @job and ended_at is null
)
insert into minato.job_runs (tenant_id, id, job, node, asked_by, started_at)
values (@tenant, @id, @job, @node, @by, @now)
