select 'Error', format('%s may not %s %s. Starting the service grants it.', r.rolname, lower(w.privilege), w.kept),
       jsonb_build_object('role', r.rolname, 'privilege', w.privilege, 'table', w.kept)::text
from (values
    ('minato_writer', 'SELECT', '{mt_events,mt_streams,mt_tenant_partitions,mt_event_progression,history,history_slots,append_keys,subscription_failures,read_model_versions}'::text[]),
    ('minato_writer', 'INSERT', '{mt_events,mt_streams,mt_event_progression,history,history_slots,append_keys,subscription_failures}'),
    ('minato_writer', 'UPDATE', '{mt_streams,mt_event_progression,subscription_failures}'),
    ('minato_writer', 'DELETE', '{subscription_failures}'),
    ('minato_reader', 'SELECT', '{mt_events,mt_streams,mt_tenant_partitions,mt_event_progression,history,history_slots,subscription_failures}')
) g(role, privilege, tables)
cross join lateral (select g.privilege, t.kept from unnest(g.tables) t(kept)) w
join pg_roles r on r.rolname = g.role
where not has_table_privilege(r.oid, format('minato.%I', w.kept), w.privilege)
order by 2
