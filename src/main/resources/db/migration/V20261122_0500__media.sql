-- Photos residents sent. The files lie sealed under the data folder; data_key (sealed) is the only way to open them, so deleting the row
-- destroys them. sha256: of the original, so that it can be shown to be unchanged.
create table attachment (
  ward_id     uuid not null references ward,
  id          uuid not null,
  type        text not null check (type in ('image/jpeg', 'image/png')),
  width       int not null check (width > 0),
  height      int not null check (height > 0),
  bytes       bigint not null check (bytes > 0),
  sha256      bytea not null check (length(sha256) = 32),
  data_key    bytea not null,
  created_at  timestamptz not null,
  primary key (ward_id, id)
);
