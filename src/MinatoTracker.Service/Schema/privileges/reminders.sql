revoke all on minato.reminder_claims from minato_writer, minato_reader;
grant select, insert, update, delete on minato.reminder_claims to minato_writer;

select minato.keep_to_one_tenant('minato.reminder_claims');
