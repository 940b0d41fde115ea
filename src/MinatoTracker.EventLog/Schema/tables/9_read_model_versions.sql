-- In which shape each read model was last built. Code that wants another shape rebuilds it.
create table if not exists minato.read_model_versions (
    read_model varchar     not null,
    version    int         not null,
    built_at   timestamptz not null,
    constraint pkey_read_model_versions primary key (read_model)
);
