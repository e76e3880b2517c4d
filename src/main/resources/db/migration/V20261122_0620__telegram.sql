-- Who receives the updates of a bot, and up to where they are stored. A row per account that was ever polled or given a webhook.
-- owner, fence, lease_until: one node polls at a time, by the database's clock; the fence rises with every change of hands.
-- webhook_url: the address we set ourselves; any other one belongs to somebody else and is left alone.
create table telegram_receiving (
  ward_id      uuid not null,
  account_id   uuid not null,
  next_offset  bigint not null default 0,
  owner        uuid,
  fence        bigint not null default 0,
  lease_until  timestamptz,
  webhook_url  text,
  primary key (ward_id, account_id),
  foreign key (ward_id, account_id) references channel_account (ward_id, id) on delete cascade
);
