-- What residents report. Words, place, task and result are sealed with data_key, which is itself sealed; no row here names a contact.
-- conflict OFFICER and COMMAND: about the ward police itself; kept out of every list, search, count and alert of the ward.
-- clock: why it is due then, in words. rating_asked: the reporter was invited to rate, or it was settled that this cannot be done.
create table tip (
  ward_id         uuid not null references ward,
  id              uuid not null,
  code            text not null,
  year            int not null,
  number          int not null,
  secret_hmac     bytea not null,
  status          text not null check (status in ('RECEIVED', 'ASSIGNED', 'VERIFYING', 'WAITING', 'TRANSFERRED', 'RESOLVED', 'CLOSED', 'WITHDRAWN')),
  topic           text not null,
  category        text,
  conflict        text not null check (conflict in ('NONE', 'OFFICER', 'COMMAND')),
  group_id        uuid,
  channel         text not null,
  anonymous       boolean not null,
  received_at     timestamptz not null,
  due_at          timestamptz not null,
  clock           text not null,
  assignee_id     uuid references officer,
  accountable_id  uuid references officer,
  task            bytea,
  result          bytea,
  place           bytea,
  data_key        bytea not null,
  unread          boolean not null default true,
  closed_at       timestamptz,
  rating_asked    boolean not null default false,
  version         bigint not null,
  primary key (ward_id, id),
  unique (ward_id, code),
  unique (ward_id, year, number),
  foreign key (ward_id, group_id) references residential_group (ward_id, id)
);
create index tip_newest on tip (ward_id, received_at desc, id desc) where conflict = 'NONE';
create index tip_open on tip (ward_id, due_at) where conflict = 'NONE' and status not in ('CLOSED', 'WITHDRAWN');
create index tip_assignee on tip (ward_id, assignee_id, received_at desc) where conflict = 'NONE';
create index tip_conflict on tip (ward_id, received_at desc) where conflict <> 'NONE';
create index tip_to_rate on tip (closed_at) where status = 'CLOSED' and not rating_asked and conflict = 'NONE' and not anonymous;
create index tip_code on tip (code);

-- The last number given in each ward and year. Locked as the last thing in a transaction, so numbers have no gaps.
create table tip_counter (
  ward_id  uuid not null references ward,
  year     int not null,
  last     int not null,
  primary key (ward_id, year)
);

-- The tip itself is inserted last in its transaction, with its number: whatever belongs to it is checked at the commit.

-- Who reported: an address, sealed with a key of its own. An anonymous tip has none.
create table reporter_seal (
  ward_id   uuid not null,
  tip_id    uuid not null,
  data_key  bytea not null,
  address   bytea not null,
  primary key (ward_id, tip_id),
  foreign key (ward_id, tip_id) references tip (ward_id, id) deferrable initially deferred
);

-- What the resident and the ward said to each other. delivery_id: how an answer travels; null when it waits on the page of the tip.
create table tip_message (
  ward_id      uuid not null,
  id           uuid not null,
  tip_id       uuid not null,
  author       text not null check (author in ('RESIDENT', 'OFFICER')),
  officer_id   uuid references officer,
  words        bytea not null,
  delivery_id  uuid,
  at           timestamptz not null,
  primary key (ward_id, id),
  foreign key (ward_id, tip_id) references tip (ward_id, id) deferrable initially deferred
);
create index tip_message_tip on tip_message (ward_id, tip_id, id);

-- What officers write for each other; never sent.
create table tip_note (
  ward_id     uuid not null,
  id          uuid not null,
  tip_id      uuid not null,
  officer_id  uuid not null references officer,
  words       bytea not null,
  at          timestamptz not null,
  primary key (ward_id, id),
  foreign key (ward_id, tip_id) references tip (ward_id, id) deferrable initially deferred
);
create index tip_note_tip on tip_note (ward_id, tip_id, id);

-- What happened to it, as facts: details hold ids, keys and times.
create table tip_event (
  ward_id     uuid not null,
  id          uuid not null,
  tip_id      uuid not null,
  kind        text not null,
  officer_id  uuid references officer,
  details     jsonb not null default '{}',
  at          timestamptz not null,
  primary key (ward_id, id),
  foreign key (ward_id, tip_id) references tip (ward_id, id) deferrable initially deferred
);
create index tip_event_tip on tip_event (ward_id, tip_id, id);

create table tip_attachment (
  ward_id        uuid not null,
  tip_id         uuid not null,
  attachment_id  uuid not null,
  message_id     uuid not null,
  position       int not null,
  primary key (ward_id, tip_id, attachment_id),
  foreign key (ward_id, tip_id) references tip (ward_id, id) deferrable initially deferred
);

-- Wrong secrets slow a number down; whoever tries is not kept. Not a table of one ward: the page /t knows only the number.
create table tip_wrong_secret (
  code      text primary key,
  tries     int not null,
  last_try  timestamptz not null
);
