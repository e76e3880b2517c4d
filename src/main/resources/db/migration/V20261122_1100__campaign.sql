-- One message to many. launch_at is the truth about when it is due; the alarm clock only rings. lease_*: one node plans it at a time.
create table campaign (
  ward_id          uuid not null references ward,
  id               uuid not null,
  title            text not null,
  body             text not null,
  to_all           boolean not null,
  groups           uuid[] not null default '{}',
  schedule_at      timestamptz,
  launch_at        timestamptz,
  status           text not null check (status in ('DRAFT', 'SUBMITTED', 'RETURNED', 'APPROVED', 'SCHEDULED', 'CONFIRM', 'LAUNCHING', 'RUNNING',
                                                   'PAUSED', 'DONE', 'CANCELLED')),
  status_reason    text,
  author_id        uuid references officer,
  submitted_by     uuid references officer,
  approved_by      uuid references officer,
  approved_digest  text,
  occasion         text,
  dry_run          jsonb,
  created_at       timestamptz not null,
  started_at       timestamptz,
  done_at          timestamptz,
  lease_token      uuid,
  lease_until      timestamptz,
  version          bigint not null default 0,
  primary key (ward_id, id),
  unique (ward_id, occasion)
);
create index campaign_list on campaign (ward_id, id desc);
create index campaign_by_status on campaign (ward_id, status, id);
create index campaign_at_work on campaign (status, launch_at) where status in ('SCHEDULED', 'LAUNCHING', 'RUNNING');
-- Quartz knows a campaign by its id alone.
create index campaign_id on campaign (id);
