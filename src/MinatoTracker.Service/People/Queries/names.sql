select id, display_name as displayname from minato.people where tenant_id = @tenant and id = any(@ids) and display_name is not null
