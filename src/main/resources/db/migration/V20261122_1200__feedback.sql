-- Who was asked: once per tip. Says that somebody answered, never what. token_hash: hash of what the invitation carries.
create table survey_invitation (
  ward_id      uuid not null references ward,
  id           uuid not null,
  survey       text not null,
  token_hash   bytea not null,
  tip_id       uuid,
  channel      text not null,
  group_id     uuid,
  delivery_id  uuid,
  sent         boolean not null,
  invited_on   date not null,
  expires_on   date not null,
  answered     boolean not null default false,
  primary key (ward_id, id),
  unique (ward_id, tip_id, survey)
);
create unique index survey_invitation_token on survey_invitation (token_hash);
create index survey_invitation_day on survey_invitation (ward_id, invited_on);

-- What was answered: no invitation, tip, person or time of day, and a random id. level null: no opinion.
create table rating (
  ward_id      uuid not null references ward,
  id           uuid not null,
  survey       text not null,
  factor       int not null,
  level        smallint check (level between 1 and 5),
  channel      text not null,
  group_id     uuid,
  answered_on  date not null,
  primary key (ward_id, id)
);
create index rating_day on rating (ward_id, answered_on);

-- Words beside a rating, sealed and apart from it.
create table rating_comment (
  ward_id      uuid not null references ward,
  id           uuid not null,
  words        bytea not null,
  answered_on  date not null,
  primary key (ward_id, id)
);
create index rating_comment_day on rating_comment (ward_id, answered_on);
