-- A network may echo a message whose acceptance we never heard of. echo_hash: keyed hash of the address and the first line of a message of
-- unknown fate; no word and no address can be read from it, and it goes when the fate is known.
alter table delivery add column echo_hash bytea;
create index delivery_echo on delivery (ward_id, account_id, echo_hash) where status = 'UNKNOWN';
alter table delivery_receipt add column echo_hash bytea;
