-- A message to oneself: whoever writes this code to the account gets one message back and becomes nobody's contact. code_hash: keyed hash.
-- delivery_id: the message in the ledger.
create table channel_trial (
  ward_id      uuid not null,
  account_id   uuid not null,
  code_hash    bytea not null,
  expires_at   timestamptz not null,
  delivery_id  uuid,
  primary key (ward_id, account_id),
  foreign key (ward_id, account_id) references channel_account (ward_id, id) on delete cascade
);
