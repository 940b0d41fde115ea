insert into minato.api_tokens (tenant_id, id, person_id, token_hash, label, created_at, expires_at)
select @tenant, @id, p.id, @hash, @label, @now, @expires
from minato.people p where p.tenant_id = @tenant and p.id = @personId and p.active
