with revoked as (
    update minato.api_tokens set revoked_at = @now where tenant_id = @tenant and person_id = @id and revoked_at is null)
update minato.people set active = false, session_stamp = @stamp where tenant_id = @tenant and id = @id
