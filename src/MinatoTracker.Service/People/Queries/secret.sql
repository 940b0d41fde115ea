select id, password_hash as passwordhash from minato.people where tenant_id = @tenant and sign_in_name = @signInName and active
