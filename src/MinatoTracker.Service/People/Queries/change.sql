update minato.people set display_name = @displayName, email = @email, section = @section
where tenant_id = @tenant and id = @id and display_name is not null
