delete from minato.subscription_failures where tenant_id = $1 and subscription = $2 and seq_id = $3
returning seq_id
