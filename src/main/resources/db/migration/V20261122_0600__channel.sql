-- Accounts of a ward on a network. credentials: JSON, sealed. name: the last part of the webhook address.
create table channel_account (
  ward_id          uuid not null references ward,
  id               uuid not null,
  channel          text not null check (channel in ('ZALO', 'TELEGRAM', 'WEB')),
  name             text not null check (name ~ '^[a-z0-9-]{1,60}$'),
  external_id      text,
  simulated        boolean not null default false,
  status           text not null default 'ACTIVE' check (status in ('ACTIVE', 'PAUSED', 'DOWN')),
  status_reason    text,
  rate_per_second  double precision not null check (rate_per_second > 0),
  credentials      bytea,
  created_at       timestamptz not null,
  primary key (ward_id, id)
);
create unique index channel_account_name on channel_account (channel, name);
create index channel_account_id on channel_account (id);
