-- The approved template for residents whose Zalo window is closed: JSON of account, template id and the values of its places.
alter table campaign add column template jsonb;
