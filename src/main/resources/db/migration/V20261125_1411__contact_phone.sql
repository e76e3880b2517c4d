-- A phone number that a resident agreed to be written at, sealed. It goes with its consent.
create table contact_phone (
  ward_id       uuid not null,
  contact_id    uuid not null,
  phone_sealed  bytea not null,
  given_at      timestamptz not null,
  primary key (ward_id, contact_id),
  foreign key (ward_id, contact_id) references contact (ward_id, id)
);

alter table consent drop constraint consent_purpose_check;
alter table consent add constraint consent_purpose_check check (purpose in ('NOTICES', 'REMINDERS', 'SURVEYS', 'PHONE'));
