-- Everything in the schema that holds rows of offices, found by its column, so that a new table can't be forgotten.
select format('minato.%I', c.relname), c.relispartition
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
where c.relnamespace = 'minato'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
order by 1
