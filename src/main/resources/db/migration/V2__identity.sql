create table xiaodan.person (
  id            uuid primary key,
  login         text not null,
  name          text not null,
  password_hash text,
  email         text,
  phone         text,
  service       boolean not null default false,
  disabled_at   timestamptz,
  created_at    timestamptz not null default now()
);
comment on column xiaodan.person.password_hash is 'Null for those who cannot sign in with a password';
comment on column xiaodan.person.service is 'Another system that uses the API with a token';
create unique index person_login on xiaodan.person (lower(login));

-- The product itself, so that created_by always finds a name.
insert into xiaodan.person (id, login, name, service, disabled_at)
values ('00000000-0000-0000-0000-000000000000', 'system:', '系统', true, now());

create table xiaodan.person_role (
  person_id uuid not null references xiaodan.person on delete cascade,
  role_key  text not null,
  primary key (person_id, role_key)
);

create table xiaodan.session (
  id           uuid primary key,
  token_hash   bytea not null unique,
  person_id    uuid not null references xiaodan.person on delete cascade,
  kind         text not null check (kind in ('browser', 'token')),
  created_at   timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at   timestamptz
);
comment on column xiaodan.session.token_hash is 'SHA-256 of the token; the token itself is stored nowhere';
comment on column xiaodan.session.expires_at is 'Null for tokens, which hold until they are revoked';
create index session_person on xiaodan.session (person_id);
create index session_expires on xiaodan.session (expires_at);

create table xiaodan.setup_token (
  token_hash bytea primary key,
  person_id  uuid not null references xiaodan.person on delete cascade,
  expires_at timestamptz not null
);
