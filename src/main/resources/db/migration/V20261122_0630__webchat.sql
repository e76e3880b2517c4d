-- One browser that wrote to a ward. address_hash: keyed hash of the address's external id. last_seq numbers its messages; updating it locks
-- the row, so a message is never visible before an older one. No time is kept, and the id is random.
create table webchat_visitor (
  ward_id       uuid not null references ward,
  id            uuid not null,
  address_hash  bytea not null,
  last_seq      bigint not null default 0,
  forgotten     boolean not null default false,
  primary key (ward_id, id),
  unique (ward_id, address_hash)
);

-- What the visitor's page shows. content: JSON, sealed. client_key: keyed hash of the id the browser made. An ephemeral message is removed
-- once it was read.
create table webchat_message (
  ward_id      uuid not null,
  visitor_id   uuid not null,
  seq          bigint not null,
  id           uuid not null,
  outgoing     boolean not null,
  client_key   bytea,
  delivery_id  uuid,
  content      bytea not null,
  ephemeral    boolean not null default false,
  created_at   timestamptz not null,
  shown_at     timestamptz,
  primary key (ward_id, visitor_id, seq),
  foreign key (ward_id, visitor_id) references webchat_visitor,
  unique (ward_id, id),
  unique (ward_id, visitor_id, client_key),
  unique (ward_id, delivery_id)
);
create index webchat_message_ephemeral on webchat_message (created_at) where ephemeral;
