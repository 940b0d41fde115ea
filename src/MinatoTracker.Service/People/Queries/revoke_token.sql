update minato.api_tokens set revoked_at = coalesce(revoked_at, @now) where tenant_id = @tenant and id = @id
