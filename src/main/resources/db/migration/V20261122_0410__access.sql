-- Sign-in data of an officer. password_hash: Argon2id in Spring's encoding. published: the demo's well-known password, valid on loopback only.
create table account (
  officer_id       uuid primary key references officer,
  password_hash    text not null,
  must_change      boolean not null default false,
  published        boolean not null default false,
  failures         int not null default 0,
  not_before       timestamptz,
  changed_at       timestamptz not null
);

-- One sign-in, behind a cookie or a bearer token alike; kind API never expires by idleness. Only a hash of the token is kept.
create table session (
  token_hash   bytea primary key,
  officer_id   uuid not null references officer,
  kind         text not null check (kind in ('CONSOLE', 'BEARER', 'API')),
  id           uuid not null unique,
  name         text,
  created_at   timestamptz not null,
  expires_at   timestamptz not null,
  last_used_at timestamptz not null
);
create index session_officer on session (officer_id, created_at);
create index session_expiry on session (expires_at);
