-- The rotating pair of an OA: JSON, sealed. The previous pair is kept for forensics: a refresh token works once.
create table zalo_token (
  ward_id        uuid not null,
  account_id     uuid not null,
  pair           bytea not null,
  previous_pair  bytea,
  changed_at     timestamptz not null,
  primary key (ward_id, account_id),
  foreign key (ward_id, account_id) references channel_account on delete cascade
);

-- What an OA has taught us: the endpoint that takes its messages, and whether they may have buttons.
create table zalo_pin (
  ward_id     uuid not null,
  account_id  uuid not null,
  endpoint    text not null check (endpoint in ('V2', 'V3')),
  buttons     boolean not null,
  primary key (ward_id, account_id),
  foreign key (ward_id, account_id) references channel_account on delete cascade
);
