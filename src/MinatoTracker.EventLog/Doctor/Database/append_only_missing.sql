-- Under pg_restore or by hand a trigger may be off without being gone.
select 'Error', format('Nothing stops the owner from changing %s: the trigger %s is missing or off.', t.relid, w.wanted),
       jsonb_build_object('table', t.relid::text, 'trigger', w.wanted)::text
from pg_partition_tree('minato.mt_events') t
cross join unnest(array['append_only', 'append_only_truncate']) w(wanted)
where not exists (
    select from pg_trigger g
    where g.tgrelid = t.relid and g.tgname = w.wanted and g.tgenabled in ('O', 'A') and g.tgfoid = to_regproc('minato.refuse_change'))
order by 2
