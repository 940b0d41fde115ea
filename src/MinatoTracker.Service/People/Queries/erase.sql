-- A token's label is free text, and may tell the name.
with revoked as (
    update minato.api_tokens set revoked_at = coalesce(revoked_at, @now), label = '' where tenant_id = @tenant and person_id = @id)
update minato.people
set display_name = null, email = null, section = null, sign_in_name = null, password_hash = null,
    session_stamp = @stamp, active = false, erased_at = coalesce(erased_at, @now)
where tenant_id = @tenant and id = @id
