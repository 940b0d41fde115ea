select exists (select from minato.subscription_failures where tenant_id = $1 and subscription = $2 and state = 'stopped')
