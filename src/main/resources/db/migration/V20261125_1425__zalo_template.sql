-- ZBS templates as Zalo lists them. parameters: JSON. by_user_id: may go to a user id as far as Zalo's rules tell; uid_refused: Zalo said no
-- (-249), which stays true. price_vnd: what one costs, null when Zalo does not tell.
create table zalo_template (
  ward_id      uuid not null,
  account_id   uuid not null,
  template_id  text not null,
  name         text not null,
  status       text not null check (status in ('ENABLED', 'PENDING', 'REJECTED', 'DISABLED', 'GONE')),
  reason       text,
  quality      text not null default '',
  tag          text not null default '',
  by_user_id   boolean not null,
  uid_refused  boolean not null default false,
  price_vnd    int,
  preview_url  text,
  parameters   jsonb not null default '[]',
  made_at      timestamptz,
  synced_at    timestamptz not null,
  primary key (ward_id, account_id, template_id),
  foreign key (ward_id, account_id) references channel_account (ward_id, id) on delete cascade
);

-- When the list of an account was last read, and Zalo's error code if it was refused.
create table zalo_template_list (
  ward_id     uuid not null,
  account_id  uuid not null,
  read_at     timestamptz not null,
  refusal     int,
  primary key (ward_id, account_id),
  foreign key (ward_id, account_id) references channel_account (ward_id, id) on delete cascade
);
