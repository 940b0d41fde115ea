insert into minato.read_model_versions (read_model, version, built_at) values ($1, $2, $3)
on conflict (read_model) do update set version = excluded.version, built_at = excluded.built_at
