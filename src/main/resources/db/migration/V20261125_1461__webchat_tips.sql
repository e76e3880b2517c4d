-- keeps_tips: the visitor chose to find what was said about tips on this device again. told_at: a tip was just sent; what is said next
-- belongs to it. Cleared with the visitor's next message.
alter table webchat_visitor
  add column keeps_tips boolean not null default false,
  add column told_at timestamptz;

-- concealed_at: a bubble of what was said about a tip. The page does not show it again; an hour later it goes, unless the visitor keeps tips.
alter table webchat_message add column concealed_at timestamptz;
create index webchat_message_concealed on webchat_message (concealed_at) where concealed_at is not null;
