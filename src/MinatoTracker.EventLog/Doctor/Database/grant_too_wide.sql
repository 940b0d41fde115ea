-- The history is only added to; a partition is open to nobody by its own name, for there row-level security does not hold.
select 'Error', format('%s may %s %s, and must not.', r.rolname, lower(a.privilege_type), c.relname),
       jsonb_build_object('role', r.rolname, 'privilege', a.privilege_type, 'table', c.relname)::text
from pg_class c
cross join aclexplode(c.relacl) a
join pg_roles r on r.oid = a.grantee and r.rolname in ('minato_writer', 'minato_reader')
where c.relnamespace = 'minato'::regnamespace
  and case when c.relispartition then true
           when r.rolname = 'minato_reader' then c.relkind in ('r', 'p') and a.privilege_type <> 'SELECT'
           else c.relname in ('mt_events', 'history', 'history_slots', 'append_keys') and a.privilege_type not in ('SELECT', 'INSERT') end
order by 2
