insert into minato.people (tenant_id, id, display_name, email, section, sign_in_name, password_hash, session_stamp, created_at)
values (@tenant, @id, @displayName, @email, @section, @signInName, @passwordHash, @stamp, @now)
on conflict on constraint people_by_sign_in_name do nothing
