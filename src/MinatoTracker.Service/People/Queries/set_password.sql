update minato.people set password_hash = @passwordHash, session_stamp = @stamp
where tenant_id = @tenant and id = @id and erased_at is null
