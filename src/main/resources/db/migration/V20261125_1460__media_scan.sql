-- kept: a tip, a record or a visitor's page refers to the photo; what nobody keeps (a conversation that was given up) goes after a day.
-- scan: what the virus scanner said. WAITING: it gave no answer yet, so the photo is not shown; scan_after: when to ask again.
-- INFECTED: the files are gone and data_key is empty.
alter table attachment
  add column kept boolean not null default false,
  add column scan text not null default 'UNSCANNED' check (scan in ('UNSCANNED', 'WAITING', 'CLEAN', 'INFECTED')),
  add column scan_after timestamptz;
update attachment set kept = true;
create index attachment_abandoned on attachment (created_at) where not kept;
create index attachment_waiting on attachment (scan_after) where scan = 'WAITING';
