-- Everything that makes a schema, one line each, so that two databases can be compared.
with tables as (
    select c.* from pg_class c where c.relnamespace = 'minato'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S')
)
select format('table %s kind %s row security %s forced %s', relname, relkind, relrowsecurity, relforcerowsecurity) as line from tables
union all
select format('column %s.%s %s %s default %s identity "%s"', t.relname, a.attname, format_type(a.atttypid, a.atttypmod),
              case when a.attnotnull then 'not null' else 'null' end,
              -- Marten freezes this default at the moment of creation.
              case when t.relname like 'mt_events%' and a.attname = 'timestamp' then 'frozen' else pg_get_expr(d.adbin, d.adrelid) end,
              a.attidentity)
from tables t
join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
where t.relkind <> 'S'
union all
select format('constraint %s.%s %s', t.relname, n.conname, pg_get_constraintdef(n.oid)) from tables t join pg_constraint n on n.conrelid = t.oid
union all
select format('index %s', pg_get_indexdef(i.indexrelid)) from tables t join pg_index i on i.indrelid = t.oid
union all
select format('policy %s.%s %s using %s check %s', t.relname, p.polname, p.polcmd, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
from tables t join pg_policy p on p.polrelid = t.oid
union all
select format('trigger %s enabled %s', pg_get_triggerdef(g.oid), g.tgenabled) from tables t join pg_trigger g on g.tgrelid = t.oid where not g.tgisinternal
union all
select format('function %s', pg_get_functiondef(f.oid)) from pg_proc f where f.pronamespace = 'minato'::regnamespace
union all
select format('grant on %s: %s to %s', t.relname, a.privilege_type, a.grantee::regrole)
from tables t cross join aclexplode(coalesce(t.relacl, acldefault(case t.relkind when 'S' then 's'::"char" else 'r'::"char" end, t.relowner))) a
where a.grantee <> t.relowner
union all
select format('grant on schema: %s to %s', a.privilege_type, a.grantee::regrole)
from pg_namespace n cross join aclexplode(n.nspacl) a where n.nspname = 'minato' and a.grantee <> n.nspowner
union all
select format('version %s %s', part, version) from minato.schema_versions
order by line
