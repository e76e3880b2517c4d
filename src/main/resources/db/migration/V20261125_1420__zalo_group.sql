-- The Zalo group of a residential group. The row is written before Zalo is asked (CREATING); external_id and link come with its answer.
-- members: a count, and all that is known of them. admins: user ids of OA administrators in the group, JSON, sealed, to offer them again.
create table zalo_group (
  ward_id      uuid not null,
  id           uuid not null,
  account_id   uuid not null,
  group_id     uuid not null,
  name         text not null,
  description  text not null,
  external_id  text,
  link         text,
  status       text not null check (status in ('CREATING', 'LIVE', 'DISABLED', 'LOST', 'DISBANDED', 'FAILED')),
  refusal      int,
  members      int not null default 0,
  asset_id     text not null,
  asset_kind   text not null,
  asset_until  date,
  auto_renew   boolean not null default false,
  deleted_on   date,
  admins       bytea not null,
  created_at   timestamptz not null,
  checked_at   timestamptz not null,
  primary key (ward_id, id),
  foreign key (ward_id, account_id) references channel_account (ward_id, id),
  foreign key (ward_id, group_id) references residential_group (ward_id, id)
);
create unique index zalo_group_one on zalo_group (ward_id, group_id, account_id) where status in ('CREATING', 'LIVE', 'DISABLED');
create unique index zalo_group_external on zalo_group (ward_id, account_id, external_id) where external_id is not null;
create index zalo_group_due on zalo_group (checked_at) where status in ('CREATING', 'LIVE', 'DISABLED');
