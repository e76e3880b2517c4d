-- told_at says when a visitor sent a tip, which the tip says too: it goes minutes later, so that no one can be found by the other.
create index webchat_visitor_told on webchat_visitor (told_at) where told_at is not null;
