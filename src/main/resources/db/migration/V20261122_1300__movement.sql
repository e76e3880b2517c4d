-- A residential group held an occasion. occasion: its key in config/calendar.yaml; one confirmation per group, occasion and year.
-- place and note are an officer's words, sealed.
create table event_confirmation (
  ward_id        uuid not null references ward,
  id             uuid not null,
  group_id       uuid not null,
  occasion       text not null,
  year           int not null,
  held_on        date not null,
  place          bytea not null,
  headcount      int not null check (headcount between 1 and 100000),
  note           bytea not null,
  attachment_id  uuid,
  confirmed_by   uuid not null references officer,
  confirmed_at   timestamptz not null,
  primary key (ward_id, id),
  unique (ward_id, occasion, year, group_id),
  foreign key (ward_id, group_id) references residential_group (ward_id, id)
);
