drop table minato.history_slots, minato.history;
alter table minato_next.history_slots set schema minato;
alter table minato_next.history set schema minato;
drop schema minato_next;
select setval('minato.history_slots_slot_id_seq', (select coalesce(max(s.slot_id), 0) + 1 from minato.history_slots s), false);
