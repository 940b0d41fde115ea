select c.relname
from pg_class c
where c.relnamespace = 'minato'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
  and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
order by 1
