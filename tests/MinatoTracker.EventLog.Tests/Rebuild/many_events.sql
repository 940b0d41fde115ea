-- $1 events in streams of 130, put straight into the table: how they got there is not what is measured.
insert into minato.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, headers, user_name, is_archived)
select n, gen_random_uuid(), 'initiative/minato-2020/' || (n - 1) / 130, (n - 1) % 130 + 1,
       jsonb_build_object('effective', '2020-04-01'::date + (n::bigint * 7919 % 365)::int, 'scope', 'minato-2020', 'slots', jsonb_build_array('target:' || n % 20),
                          'text', '生活困窮者対応の支援調整会議を開く'),
       'target_set', '2020-04-01T00:00:00Z'::timestamptz + make_interval(secs => n), 'minato', 'Some.Event, Some', 'null', 'person-1', false
from generate_series(1, $1::int) n
