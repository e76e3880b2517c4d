-- An administrator on the way to Zalo's consent page and back: ten minutes, once, in the same session. state_hash: keyed hash of what Zalo sends
-- back. verifier: sealed, gone when used.
create table zalo_sign_in (
  ward_id     uuid not null,
  state_hash  bytea not null,
  account_id  uuid not null,
  session_id  uuid not null,
  verifier    bytea,
  expires_at  timestamptz not null,
  used_at     timestamptz,
  primary key (ward_id, state_hash),
  foreign key (ward_id, account_id) references channel_account on delete cascade
);

-- One PKCE verifier for all sign-ins of an account, for apps whose challenge stands in Zalo's console: sealed.
create table zalo_verifier (
  ward_id     uuid not null,
  account_id  uuid not null,
  verifier    bytea not null,
  primary key (ward_id, account_id),
  foreign key (ward_id, account_id) references channel_account on delete cascade
);

-- A pair that Zalo has just granted, kept before its first use and until it is known whose it is; it never touches the pair that works. claimed_oa:
-- the OA that Zalo named beside the code, empty when it named none.
create table zalo_offered_pair (
  ward_id     uuid not null,
  account_id  uuid not null,
  pair        bytea not null,
  claimed_oa  text not null,
  offered_at  timestamptz not null,
  primary key (ward_id, account_id),
  foreign key (ward_id, account_id) references channel_account on delete cascade
);

-- Keyed hash of the refresh token that a person pasted last: it is spent, and must not be shown to Zalo a second time.
alter table zalo_token add column pasted_hash bytea;
