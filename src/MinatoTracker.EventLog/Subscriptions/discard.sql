-- $1 tenant, $2 subscription, $3 event, $4 checkpoint, $5 channel. A subscription that stopped had taken all that came before the event.
with found as (
    select f.seq_id, f.state from minato.subscription_failures f
    where f.tenant_id = $1 and f.subscription = $2 and f.seq_id = $3 and f.state <> 'discarded'
    for update
), passed as (
    update minato.mt_event_progression p set last_seq_id = f.seq_id
    from found f
    where f.state = 'stopped' and p.name = $4 and p.last_seq_id < f.seq_id
), discarded as (
    update minato.subscription_failures d set state = 'discarded'
    from found f
    where d.tenant_id = $1 and d.subscription = $2 and d.seq_id = f.seq_id
    returning d.seq_id
)
select count(*), pg_notify($5, '') from discarded
