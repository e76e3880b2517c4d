-- The text of a campaign, once for all targets that read the same. hash: keyed hash of the text.
create table delivery_content (
  ward_id      uuid not null,
  id           uuid not null,
  campaign_id  uuid not null,
  hash         bytea not null,
  sealed       bytea not null,
  created_at   timestamptz not null,
  primary key (ward_id, id)
);
create unique index delivery_content_text on delivery_content (ward_id, campaign_id, hash);

-- Every message that leaves. to_hash stands only while a message is still to leave, so that nothing ties two of them together later;
-- to_sealed until its fate is known. claim_token: the token of the lane that sends it. priority 0: somebody waits; 1: bulk.
create table delivery (
  ward_id          uuid not null,
  id               uuid not null,
  seq              bigint generated always as identity,
  account_id       uuid,
  channel          text check (channel in ('ZALO', 'TELEGRAM', 'WEB')),
  purpose          text not null check (purpose in ('CONVERSATION', 'TIP_REPLY', 'INVITATION', 'CAMPAIGN')),
  priority         smallint not null,
  route            text not null,
  status           text not null check (status in
                     ('PLANNED', 'CLAIMED', 'ACCEPTED', 'DELIVERED', 'SEEN', 'FAILED', 'UNKNOWN', 'SKIPPED', 'CANCELLED')),
  reason           text,
  provider_id      text,
  campaign_id      uuid,
  contact_id       uuid,
  group_id         uuid,
  post             boolean not null default false,
  conversation_id  uuid,
  to_hash          bytea,
  to_sealed        bytea,
  content_sealed   bytea,
  content_id       uuid,
  ephemeral        boolean not null default false,
  attempts         smallint not null default 0,
  repeated         boolean not null default false,
  due_at           timestamptz not null,
  claim_token      bigint,
  claimed_until    timestamptz,
  created_at       timestamptz not null,
  decided_at       timestamptz,
  primary key (ward_id, id),
  check (status not in ('PLANNED', 'CLAIMED') or (account_id is not null and channel is not null)),
  check (status <> 'CLAIMED' or claim_token is not null)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);

-- One row per campaign and contact, one post per campaign and group: a second run adds nothing.
create unique index delivery_contact on delivery (ward_id, contact_id, campaign_id) where contact_id is not null;
create unique index delivery_post on delivery (ward_id, campaign_id, group_id) where post;
create index delivery_due on delivery (ward_id, account_id, priority, due_at, seq) where status = 'PLANNED';
create index delivery_open_address on delivery (ward_id, account_id, to_hash) where status in ('PLANNED', 'CLAIMED');
create index delivery_claimed on delivery (claimed_until) where status = 'CLAIMED';
create index delivery_campaign on delivery (ward_id, campaign_id, status, id) where campaign_id is not null;
create index delivery_conversation on delivery (ward_id, conversation_id) where conversation_id is not null;
create index delivery_provider on delivery (ward_id, account_id, provider_id) where provider_id is not null;

-- A campaign that must not send now, or never again.
create table delivery_hold (
  ward_id      uuid not null,
  campaign_id  uuid not null,
  cancelled    boolean not null,
  since        timestamptz not null,
  primary key (ward_id, campaign_id)
);

-- One node at a time sends for an account. token grows with every change of hands. lease_until and gate_until by the database's clock.
create table delivery_lane (
  ward_id      uuid not null,
  account_id   uuid not null,
  owner        uuid not null,
  token        bigint not null,
  lease_until  timestamptz not null,
  gate_until   timestamptz,
  primary key (ward_id, account_id)
);

-- Receipts that came before we had written down what they are about; kept for minutes.
create table delivery_receipt (
  ward_id      uuid not null,
  account_id   uuid not null,
  provider_id  text not null,
  stage        text not null check (stage in ('ACCEPTED', 'DELIVERED', 'SEEN')),
  created_at   timestamptz not null,
  primary key (ward_id, account_id, provider_id, stage)
);
