-- Residents, without names. Times are kept to the hour, so that nobody can tell from them who did what.
create table contact (
  ward_id     uuid not null references ward,
  id          uuid not null,
  group_id    uuid,
  household   boolean not null default false,
  language    text not null default 'vi',
  created_at  timestamptz not null,
  primary key (ward_id, id),
  foreign key (ward_id, group_id) references residential_group (ward_id, id)
);
create index contact_group on contact (ward_id, group_id);

-- address_hash: keyed hash of the network's id; address_sealed: the id itself. last_in_at opens the reply window.
-- last_in_at and status stand in no index, so that the update of every message stays on its page.
create table contact_address (
  ward_id         uuid not null,
  account_id      uuid not null,
  address_hash    bytea not null,
  channel         text not null check (channel in ('ZALO', 'TELEGRAM', 'WEB')),
  address_sealed  bytea not null,
  contact_id      uuid not null,
  status          text not null default 'ACTIVE' check (status in ('ACTIVE', 'BLOCKED')),
  status_reason   text,
  last_in_at      timestamptz,
  primary key (ward_id, account_id, address_hash),
  foreign key (ward_id, account_id) references channel_account (ward_id, id),
  foreign key (ward_id, contact_id) references contact (ward_id, id)
) with (fillfactor = 80);
create index contact_address_contact on contact_address (ward_id, contact_id);

-- One row per grant, the proof of it; a withdrawal dates the row.
create table consent (
  ward_id       uuid not null,
  contact_id    uuid not null,
  id            uuid not null,
  purpose       text not null check (purpose in ('NOTICES', 'REMINDERS', 'SURVEYS')),
  text_version  text not null,
  channel       text not null check (channel in ('ZALO', 'TELEGRAM', 'WEB')),
  granted_at    timestamptz not null,
  withdrawn_at  timestamptz,
  primary key (ward_id, contact_id, id),
  foreign key (ward_id, contact_id) references contact (ward_id, id)
);
create unique index consent_stands on consent (ward_id, contact_id, purpose) where withdrawn_at is null;
