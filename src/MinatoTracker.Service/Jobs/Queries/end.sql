update minato.job_runs
set ended_at = @now, result = @result, note = @note, note_values = @values, error = @error, findings = @findings::jsonb
where tenant_id = @tenant and id = @id
