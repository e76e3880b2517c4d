-- How long a pair lives and how its last refresh went, readable without opening it. access_until: end of the access token. refresh_issued_at: the
-- refresh token dies three months later; null when there is none. introduced_at: when a person brought the pair that all later ones descend from.
-- revoked_at: when the OA took the app's rights away. failed_at, failure: the last refresh, if it failed; a sentence for people.
alter table zalo_token
  add column access_until       timestamptz,
  add column refresh_issued_at  timestamptz,
  add column introduced_at      timestamptz,
  add column revoked_at         timestamptz,
  add column failed_at          timestamptz,
  add column failure            text;

-- changed_at is when the present pair came, and a pair of unknown age counts from there.
update zalo_token set access_until = changed_at + interval '25 hours', refresh_issued_at = changed_at, introduced_at = changed_at;

alter table zalo_token
  alter column access_until set not null,
  alter column introduced_at set not null;
