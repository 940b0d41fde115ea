select 'Error', format('%s is %s: a power cut may cost what was acknowledged.', s.name, s.setting), jsonb_build_object('setting', s.name, 'value', s.setting)::text
from pg_settings s
where s.name in ('fsync', 'full_page_writes', 'synchronous_commit') and s.setting = 'off'
order by 2
