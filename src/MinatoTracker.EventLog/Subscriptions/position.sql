with started as (
    insert into minato.mt_event_progression (name, last_seq_id) values ($1, 0)
    on conflict (name) do nothing
    returning last_seq_id
)
select coalesce((select s.last_seq_id from started s), (select p.last_seq_id from minato.mt_event_progression p where p.name = $1), 0)
