-- A row of an office as the owner sees it, or one made up of the table's column types.
select coalesce(
    (select to_jsonb(r) from {table} r where r.tenant_id = $1 limit 1),
    (select jsonb_object_agg(a.attname, case
        when a.attname = 'tenant_id' then to_jsonb($1::text)
        when t.typcategory = 'N' then to_jsonb(7)
        when t.typcategory = 'B' then to_jsonb(true)
        when t.typname = 'uuid' then to_jsonb(gen_random_uuid())
        when t.typname in ('json', 'jsonb') then '{}'::jsonb
        when t.typname = 'bytea' then to_jsonb('\x00'::bytea)
        when t.typcategory = 'D' then to_jsonb('2020-04-01'::date)
        when t.typcategory = 'A' then '[]'::jsonb
        else to_jsonb('x'::text) end)
     from pg_attribute a
     join pg_type t on t.oid = a.atttypid
     where a.attrelid = '{table}'::regclass and a.attnum > 0 and not a.attisdropped))::text
