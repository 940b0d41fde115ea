revoke all on minato.job_runs, minato.weekly_summaries, minato.damage_alerts from minato_writer, minato_reader;
grant select, insert, update, delete on minato.job_runs, minato.weekly_summaries, minato.damage_alerts to minato_writer;

select minato.keep_to_one_tenant(kept::regclass) from unnest(array['minato.job_runs', 'minato.weekly_summaries', 'minato.damage_alerts']) kept;
