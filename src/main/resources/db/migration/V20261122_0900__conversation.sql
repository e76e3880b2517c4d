-- What arrived, until it is answered. event_key and sender_hash are keyed hashes, payload is the sealed InboundMessage. A done row keeps
-- its key alone, so that a repeat is known: no payload, no sender, no time finer than an hour. No foreign keys: thousands of rows a
-- second would lock one row of channel_account.
create table inbox (
  ward_id        uuid not null,
  account_id     uuid not null,
  event_key      bytea not null,
  seq            bigint not null generated always as identity,
  sender_hash    bytea,
  status         text not null default 'NEW' check (status in ('NEW', 'DONE', 'PARKED')),
  payload        bytea,
  failures       int not null default 0,
  failure        text,
  kind           text,
  photo          uuid,
  photo_settled  boolean not null default false,
  received_at    timestamptz not null,
  parked_at      timestamptz,
  primary key (ward_id, account_id, event_key)
);
create index inbox_open on inbox (seq) where status = 'NEW';
create index inbox_open_of_sender on inbox (ward_id, account_id, sender_hash, seq) where status = 'NEW';
create index inbox_parked on inbox (ward_id, seq) where status = 'PARKED';

-- Locked by whoever answers this sender, so that one person's messages stay in order. Nothing happens to a sender before not_before:
-- a failed message waits, or a photo is being fetched.
create table inbox_sender (
  ward_id      uuid not null,
  account_id   uuid not null,
  sender_hash  bytea not null,
  not_before   timestamptz not null default '-infinity',
  primary key (ward_id, account_id, sender_hash)
) with (fillfactor = 80);

-- Well-signed events of a network that we do not know, sealed, for seven days.
create table parked_event (
  ward_id      uuid not null references ward,
  id           uuid not null,
  account_id   uuid not null,
  kind         text not null,
  payload      bytea not null,
  received_at  timestamptz not null,
  primary key (ward_id, id)
);
create index parked_event_age on parked_event (received_at);

-- Where a resident stands in a flow: open conversations only, the row goes when it ends. state: sealed FlowState, null in the middle of
-- its first turn. stuck: a message of it was parked.
create table conversation (
  ward_id       uuid not null,
  id            uuid not null,
  account_id    uuid not null,
  sender_hash   bytea not null,
  contact_id    uuid not null,
  state         bytea,
  stuck         boolean not null default false,
  times_out_at  timestamptz,
  primary key (ward_id, id),
  unique (ward_id, account_id, sender_hash),
  foreign key (ward_id, contact_id) references contact (ward_id, id)
);
create index conversation_contact on conversation (ward_id, contact_id);
create index conversation_times_out on conversation (times_out_at);
