select 'Error', format('Rows of %s are not kept apart by office. Starting the service mends it.', c.relname), jsonb_build_object('table', c.relname)::text
from pg_class c
where c.relnamespace = 'minato'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
  and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
  and not (c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))
order by 2
