create extension if not exists unaccent;
create extension if not exists pg_trgm;

-- Proves that the keyset of a start is the one that sealed this database. At most one row.
create table keyset_canary (
  only_one boolean primary key default true check (only_one),
  sealed   bytea not null
);
