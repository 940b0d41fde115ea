-- How many mails an office's processes together took leave to send in the present minute.
create table if not exists minato.sending_minutes (
    tenant_id varchar     not null,
    minute    timestamptz not null,
    taken     integer     not null,
    constraint pkey_sending_minutes primary key (tenant_id)
);
