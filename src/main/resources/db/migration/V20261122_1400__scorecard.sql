-- What people state about one criterion in one period. Only added to: a correction is a new version; the confirmation is the one change a
-- row sees, once. value and note are an officer's words, sealed.
create table score_entry (
  ward_id       uuid not null references ward,
  period        text not null,
  criterion     int not null,
  version       int not null,
  criteria_set  text not null,
  status        text not null check (status in ('MET', 'NOT_MET', 'NOT_ASSESSED')),
  value         bytea not null,
  note          bytea not null,
  proposed_by   uuid not null references officer,
  proposed_at   timestamptz not null,
  confirmed_by  uuid references officer check (confirmed_by <> proposed_by),
  confirmed_at  timestamptz,
  primary key (ward_id, period, criterion, version)
);
