-- Those that ended long ago. Until then a list of tokens still tells which one it was that stopped working.
delete from minato.api_tokens where tenant_id = @tenant and least(expires_at, revoked_at) < @before
