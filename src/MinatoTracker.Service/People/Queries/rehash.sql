-- Only while the password is still the one that was checked.
update minato.people set password_hash = @passwordHash where tenant_id = @tenant and id = @id and password_hash = @checked
