select 'Error', format('The role %s is missing. Starting the service makes it.', r.wanted), jsonb_build_object('role', r.wanted)::text
from unnest(array['minato_writer', 'minato_reader']) r(wanted)
where not exists (select from pg_roles where rolname = r.wanted)
