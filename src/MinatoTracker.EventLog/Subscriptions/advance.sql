-- $1 checkpoint, $2 from, $3 to, $4 now, $5 tenant, $6 subscription. Compare and set: 0 when somebody else moved it.
-- What it had stopped at is behind it now.
with moved as (
    update minato.mt_event_progression set last_seq_id = $3, last_updated = $4 where name = $1 and last_seq_id = $2
    returning name
), past as (
    delete from minato.subscription_failures
    where tenant_id = $5 and subscription = $6 and seq_id <= $3 and state = 'stopped' and exists (select from moved)
)
select count(*) from moved
