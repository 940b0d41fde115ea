select id, label, created_at as createdat, expires_at as expiresat, revoked_at as revokedat
from minato.api_tokens
where tenant_id = @tenant and person_id = @personId
order by created_at, id
