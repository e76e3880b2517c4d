-- What a network says of one of our accounts: package, and the limits of requests that came with the last answer.
create table account_standing (
  ward_id           uuid not null,
  account_id        uuid not null,
  package_name      text,
  package_until     date,
  package_renews    boolean,
  limit_per_minute  integer,
  limit_remaining   integer,
  limit_seen_at     timestamptz,
  checked_at        timestamptz,
  primary key (ward_id, account_id),
  foreign key (ward_id, account_id) references channel_account (ward_id, id) on delete cascade
);

-- A stock of messages or calls of an account, for instance those of its package. kind is the network's name of it.
create table account_quota (
  ward_id     uuid not null,
  account_id  uuid not null,
  kind        text not null,
  remaining   bigint not null,
  total       bigint not null,
  valid_until text,
  seen_at     timestamptz not null,
  primary key (ward_id, account_id, kind),
  foreign key (ward_id, account_id) references channel_account (ward_id, id) on delete cascade
);

-- What package and limits of the network allow; null until they are known, then it stands above rate_per_second.
alter table channel_account add column allowed_per_second double precision check (allowed_per_second > 0);
