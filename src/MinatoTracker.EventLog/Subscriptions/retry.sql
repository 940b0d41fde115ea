-- $1 tenant, $2 subscription, $3 event, $4 checkpoint, $5 channel. A subscription that stopped tries on its own once nothing says "stopped".
with asked as (
    update minato.subscription_failures set state = 'retry'
    where tenant_id = $1 and subscription = $2 and seq_id = $3 and state = 'parked' and $4::text is not null
    returning seq_id
), freed as (
    delete from minato.subscription_failures
    where tenant_id = $1 and subscription = $2 and seq_id = $3 and state = 'stopped'
    returning seq_id
)
select count(*), pg_notify($5, '') from (select * from asked union all select * from freed) changed
