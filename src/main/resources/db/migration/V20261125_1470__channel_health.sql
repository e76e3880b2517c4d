-- setting_up: added in the console and not in use yet. removed_at: gone for good; the row stays for the history that names it, its secrets do not.
alter table channel_account add column setting_up boolean not null default false;
alter table channel_account add column removed_at timestamptz;
drop index channel_account_name;
create unique index channel_account_name on channel_account (channel, name) where removed_at is null;

-- What went on at an account lately; written every few seconds at most, never with a message. called_at, refused_at: its webhook was called
-- with and without the right signature. throttled: how often the network asked us to slow down on the day throttled_on (Vietnam).
create table channel_pulse (
  ward_id       uuid not null,
  account_id    uuid not null,
  heard_at      timestamptz,
  sent_at       timestamptz,
  called_at     timestamptz,
  refused_at    timestamptz,
  throttled_on  date not null,
  throttled     bigint not null default 0,
  primary key (ward_id, account_id),
  foreign key (ward_id, account_id) references channel_account (ward_id, id) on delete cascade
) with (fillfactor = 50);
