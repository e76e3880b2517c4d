-- The reply window of an address. last_in_at: it did something that opens the window. followed_at: it began to follow without ever having
-- done anything else, which allows welcomes_used of three messages. refusal: the network refused what we thought possible, until the address
-- acts again: WINDOW (no interaction), KIND (restricts this kind of message), DAY (its quota of today, until the day after refused_at).
-- None of them stands in an index, so that the update of every message stays on its page.
alter table contact_address
  add column followed_at    timestamptz,
  add column welcomes_used  smallint not null default 0,
  add column refusal        text check (refusal in ('WINDOW', 'KIND', 'DAY')),
  add column refused_at     timestamptz,
  add constraint contact_address_refused check ((refusal is null) = (refused_at is null));

-- A closed window is no block: a template may still pass.
update contact_address set status = 'ACTIVE', status_reason = null, refusal = 'WINDOW', refused_at = date_trunc('hour', now())
where status = 'BLOCKED' and status_reason = 'window closed';
update contact_address set status = 'ACTIVE', status_reason = null, refusal = 'KIND', refused_at = date_trunc('hour', now())
where status = 'BLOCKED' and status_reason = 'restricts this kind of message';
