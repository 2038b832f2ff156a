-- Networks: bodies, who sits in them, their meetings, what they resolve, and what somebody has to do because of it.

create table network_body (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  -- Public address; stays when the name changes.
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null,
  kind text not null check (kind in ('council', 'committee', 'steering_group', 'working_group', 'network', 'round_table', 'other')),
  purpose text not null default '',
  -- The territory it works for.
  territory text not null,
  parent_id uuid,
  -- How often it meets: RFC 5545 recurrence rule; empty: when needed.
  recurrence text not null default '',
  public boolean not null default false,
  -- Functional address, shown to the public.
  contact_email text,
  source text not null default '',
  founded_on date,
  ended_on date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, slug),
  -- Deferred, here and below: a district that is removed takes everything along, in whatever order.
  foreign key (tenant_id, territory) references territory_unit (tenant_id, key) deferrable initially deferred,
  foreign key (tenant_id, parent_id) references network_body (tenant_id, id) deferrable initially deferred,
  check (id <> parent_id),
  check (ended_on >= founded_on)
);
create index network_body_list on network_body (tenant_id, name, id);
create index network_body_parent on network_body (tenant_id, parent_id);
call protect_tenant_table('network_body');

-- A seat: an organisation, a person, or a person who sits for an organisation.
create table network_member (
  tenant_id uuid not null,
  id uuid not null,
  body_id uuid not null,
  -- Entry of the directory; the name is kept beside it, for an organisation that is not there.
  organisation_id uuid,
  organisation_name text,
  -- Empty where a person was taken out again (retention, Art. 17 GDPR); forms ask for one of the two names.
  person_name text,
  email text,
  -- The person's account, when there is one.
  user_id uuid,
  function text not null default 'member' check (function in ('chair', 'deputy', 'member', 'secretary', 'adviser', 'guest')),
  votes boolean not null default true,
  from_on date,
  to_on date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, body_id) references network_body (tenant_id, id) on delete cascade,
  foreign key (tenant_id, organisation_id) references directory_entry (tenant_id, id) on delete set null (organisation_id),
  check (to_on >= from_on)
);
create index network_member_body on network_member (tenant_id, body_id);
create index network_member_organisation on network_member (tenant_id, organisation_id);
create index network_member_user on network_member (tenant_id, user_id);
call protect_tenant_table('network_member');

create table network_meeting (
  tenant_id uuid not null,
  id uuid not null,
  body_id uuid not null,
  title text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  place text not null default '',
  online_url text,
  state text not null default 'planned' check (state in ('planned', 'invited', 'held', 'cancelled')),
  -- Sequence of the iCalendar event; raised with every invitation sent.
  sequence integer not null default 0,
  invited_at timestamptz,
  minutes text not null default '',
  minutes_state text not null default 'none' check (minutes_state in ('none', 'draft', 'approved')),
  -- Why it was called off; told to everybody who had been invited.
  cancelled_reason text not null default '',
  -- Made by the body's schedule and not touched since.
  from_schedule boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, body_id) references network_body (tenant_id, id) on delete cascade,
  check (ends_at > starts_at)
);
create index network_meeting_body on network_meeting (tenant_id, body_id, starts_at desc, id);
create index network_meeting_time on network_meeting (tenant_id, starts_at, id);
call protect_tenant_table('network_meeting');

create table network_agenda_item (
  tenant_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  position integer not null,
  title text not null,
  detail text not null default '',
  minutes_planned integer check (minutes_planned between 1 and 600),
  -- What was said; part of the minutes.
  outcome text not null default '',
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, meeting_id) references network_meeting (tenant_id, id) on delete cascade
);
create index network_agenda_item_meeting on network_agenda_item (tenant_id, meeting_id, position);
call protect_tenant_table('network_agenda_item');

create table network_paper (
  tenant_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  agenda_item_id uuid,
  title text not null,
  file_name text not null,
  -- Key in the file store.
  file_key text not null,
  media_type text not null,
  bytes integer not null check (bytes > 0),
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, meeting_id) references network_meeting (tenant_id, id) on delete cascade,
  foreign key (tenant_id, agenda_item_id) references network_agenda_item (tenant_id, id) on delete set null (agenda_item_id)
);
create index network_paper_meeting on network_paper (tenant_id, meeting_id);
call protect_tenant_table('network_paper');

-- One row per seat and meeting; the link in the invitation lets somebody without an account answer and read the papers.
create table network_attendance (
  tenant_id uuid not null,
  meeting_id uuid not null,
  member_id uuid not null,
  state text not null default 'invited' check (state in ('invited', 'accepted', 'declined', 'present', 'excused', 'absent')),
  -- SHA-256 of the secret in the link.
  token_hash bytea,
  token_expires_at timestamptz,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, meeting_id, member_id),
  foreign key (tenant_id, meeting_id) references network_meeting (tenant_id, id) on delete cascade,
  foreign key (tenant_id, member_id) references network_member (tenant_id, id) on delete cascade
);
create unique index network_attendance_token on network_attendance (token_hash) where token_hash is not null;
call protect_tenant_table('network_attendance');

create table network_resolution (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  body_id uuid not null,
  -- Null: by circular letter.
  meeting_id uuid,
  agenda_item_id uuid,
  -- Counted per body and year, e.g. 2026/3.
  number text not null,
  title text not null,
  wording text not null,
  -- Number of the council paper (Vorlagen-Nr.).
  paper_number text not null default '',
  state text not null default 'open' check (state in ('draft', 'open', 'passed', 'rejected', 'withdrawn')),
  votes_yes integer not null default 0 check (votes_yes >= 0),
  votes_no integer not null default 0 check (votes_no >= 0),
  votes_abstain integer not null default 0 check (votes_abstain >= 0),
  -- What the chair found when the count alone does not say it: a tie, another majority, consent without a count.
  chair_decision text not null default '',
  decided_on date,
  -- Last day to answer a circular letter.
  vote_until date,
  -- What it does once passed: [{ kind: 'concept.adopt_edition', subject: id, parameters: {…}, appliedAt? }].
  effects jsonb not null default '[]' check (jsonb_typeof(effects) = 'array'),
  public boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, body_id, number),
  foreign key (tenant_id, body_id) references network_body (tenant_id, id) deferrable initially deferred,
  foreign key (tenant_id, meeting_id) references network_meeting (tenant_id, id) deferrable initially deferred,
  foreign key (tenant_id, agenda_item_id) references network_agenda_item (tenant_id, id) on delete set null (agenda_item_id),
  check ((state in ('passed', 'rejected')) = (decided_on is not null)),
  check (state = 'draft' or meeting_id is not null or vote_until is not null)
);
create index network_resolution_body on network_resolution (tenant_id, body_id, created_at desc, id);
create index network_resolution_meeting on network_resolution (tenant_id, meeting_id);
call protect_tenant_table('network_resolution');

-- Votes on a circular resolution, by name: the body has to be able to check them.
create table network_vote (
  tenant_id uuid not null,
  resolution_id uuid not null,
  member_id uuid not null,
  vote text check (vote in ('yes', 'no', 'abstain')),
  remark text not null default '',
  token_hash bytea,
  voted_at timestamptz,
  reminded_on date,
  created_at timestamptz not null default now(),
  primary key (tenant_id, resolution_id, member_id),
  foreign key (tenant_id, resolution_id) references network_resolution (tenant_id, id) on delete cascade,
  foreign key (tenant_id, member_id) references network_member (tenant_id, id) on delete cascade
);
create unique index network_vote_token on network_vote (token_hash) where token_hash is not null;
call protect_tenant_table('network_vote');

create table network_task (
  tenant_id uuid not null,
  id uuid not null,
  body_id uuid not null,
  meeting_id uuid,
  resolution_id uuid,
  title text not null,
  detail text not null default '',
  -- What its owner last said about it.
  remark text not null default '',
  -- Whose it is: a seat of the body, an account, or nobody yet.
  member_id uuid,
  user_id uuid,
  due_on date,
  state text not null default 'open' check (state in ('open', 'running', 'done', 'dropped')),
  done_on date,
  -- Day of the last reminder.
  reminded_on date,
  token_hash bytea,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, body_id) references network_body (tenant_id, id) on delete cascade,
  foreign key (tenant_id, meeting_id) references network_meeting (tenant_id, id) on delete set null (meeting_id),
  foreign key (tenant_id, resolution_id) references network_resolution (tenant_id, id) on delete set null (resolution_id),
  foreign key (tenant_id, member_id) references network_member (tenant_id, id) on delete set null (member_id),
  check ((state = 'done') = (done_on is not null))
);
create index network_task_body on network_task (tenant_id, body_id, due_on);
create index network_task_due on network_task (tenant_id, due_on, id) where state in ('open', 'running');
create index network_task_member on network_task (tenant_id, member_id);
create index network_task_user on network_task (tenant_id, user_id);
create unique index network_task_token on network_task (token_hash) where token_hash is not null;
call protect_tenant_table('network_task');
