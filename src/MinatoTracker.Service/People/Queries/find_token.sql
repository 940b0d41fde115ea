select t.person_id as personid, t.token_hash as hash, t.expires_at as expiresat, t.revoked_at as revokedat
from minato.api_tokens t
where t.tenant_id = @tenant and t.id = @id
