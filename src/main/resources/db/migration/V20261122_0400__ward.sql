create table province (
  id    uuid primary key,
  name  text not null unique
);

create table ward (
  id           uuid primary key,
  province_id  uuid not null references province,
  name         text not null,
  slug         text not null unique check (slug ~ '^[a-z0-9-]{1,60}$'),
  demo         boolean not null default false,
  created_at   timestamptz not null
);

-- token: what the group's QR code carries; unique in the installation, so a link needs no ward.
create table residential_group (
  ward_id      uuid not null references ward,
  id           uuid not null,
  name         text not null,
  kind         text not null default 'RESIDENTIAL',
  households   int not null check (households >= 0),
  token        text not null unique,
  active       boolean not null default true,
  sort_order   int not null default 0,
  created_at   timestamptz not null,
  primary key (ward_id, id),
  unique (ward_id, name)
);

-- People who work with the console. A province viewer has no ward; the first administrator has none until the ward is created.
create table officer (
  id            uuid primary key,
  ward_id       uuid references ward,
  province_id   uuid references province,
  username      text not null unique check (username = lower(username)),
  display_name  text not null,
  role          text not null check (role in ('OFFICER', 'DUTY', 'COMMANDER', 'PROVINCE', 'ADMIN')),
  active        boolean not null default true,
  created_at    timestamptz not null
);
create index officer_ward on officer (ward_id, display_name);
