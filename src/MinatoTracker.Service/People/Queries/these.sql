select id, display_name as displayname, email, section, sign_in_name as signinname, active, session_stamp as sessionstamp
from minato.people
where tenant_id = @tenant and id = any (@ids)
order by id
