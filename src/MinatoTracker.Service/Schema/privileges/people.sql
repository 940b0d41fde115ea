-- Erasing a person empties the row and keeps the id, so nobody needs DELETE. Reports get no names: minato_reader sees nothing here.
revoke all on minato.people, minato.api_tokens from minato_writer, minato_reader;
grant select, insert, update on minato.people, minato.api_tokens to minato_writer;
-- A token that ended long ago tells nothing any more.
grant delete on minato.api_tokens to minato_writer;

select minato.keep_to_one_tenant(kept::regclass) from unnest(array['minato.people', 'minato.api_tokens']) kept;
