-- Who did what to which record. Only ever inserted. Ids, never text. The chain columns are filled by one sealer, in order.
create table audit_entry (
  ward_id     uuid not null,
  id          uuid not null,
  at          timestamptz not null,
  officer_id  uuid,
  action      text not null,
  subject     text not null,
  subject_id  text not null,
  details     jsonb not null default '{}',
  sequence    bigint,
  digest      bytea,
  primary key (ward_id, id)
);
create index audit_entry_subject on audit_entry (ward_id, subject, subject_id, id);
create index audit_entry_unsealed on audit_entry (id) where sequence is null;
create unique index audit_entry_sequence on audit_entry (ward_id, sequence) where sequence is not null;

create function audit_entry_is_append_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.sequence is null
     and (new.ward_id, new.id, new.at, new.action, new.subject, new.subject_id, new.details)
         = (old.ward_id, old.id, old.at, old.action, old.subject, old.subject_id, old.details)
     and new.officer_id is not distinct from old.officer_id then
    return new;
  end if;
  raise exception 'audit_entry is append-only';
end $$;
create trigger audit_entry_append_only before update or delete on audit_entry
  for each row execute function audit_entry_is_append_only();
