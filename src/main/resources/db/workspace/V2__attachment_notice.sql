create table attachment (
  id          uuid primary key,
  name        text not null,
  size        bigint not null,
  type        text not null,
  sha256      bytea not null,
  uploaded_by uuid not null,
  uploaded_at timestamptz not null
);
comment on table attachment is 'Uploaded files; the content lies in the store under its SHA-256';
comment on column attachment.type is 'Found in the content, not what the sender claimed';

create table notice (
  id        uuid primary key,
  person_id uuid not null,
  at        timestamptz not null,
  title     text not null,
  body      text,
  form      text,
  record_id uuid,
  read_at   timestamptz
);
create index notice_newest on notice (person_id, at desc, id desc);
create index notice_unread on notice (person_id) where read_at is null;

create table outbound_message (
  id              uuid primary key,
  channel         text not null check (channel in ('email', 'sms')),
  recipient       text not null,
  subject         text,
  body            text not null,
  state           text not null check (state in ('sending', 'sent', 'not_sent', 'failed')),
  reason          jsonb,
  attempts        int not null,
  idempotency_key text not null unique,
  at              timestamptz not null
);
comment on table outbound_message is 'Messages to people outside, and what became of them';
comment on column outbound_message.reason is 'Code and arguments of a sentence; null while nothing went wrong';
comment on column outbound_message.at is 'Of the latest attempt';
create index outbound_message_newest on outbound_message (at desc, id desc);
