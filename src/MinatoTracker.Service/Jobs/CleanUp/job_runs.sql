-- The last run of each job stays, however long ago it was.
delete from minato.job_runs r
where r.tenant_id = @tenant
  and r.started_at < case when r.note = 'Idle' then @idle else @before end
  and exists (select from minato.job_runs later where later.tenant_id = @tenant and later.job = r.job and later.started_at > r.started_at)
