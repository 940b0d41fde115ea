insert into minato.subscription_failures as f (tenant_id, subscription, seq_id, state, error, attempts, failed_at)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (tenant_id, subscription, seq_id) do update
    set state = excluded.state, error = excluded.error, attempts = f.attempts + excluded.attempts, failed_at = excluded.failed_at
returning seq_id
