-- Integration concept: editions with themes, fields of action, challenges, goals and recommendations; what towns answer,
-- what was done, what is reported.

create table concept (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  -- Public address; stays when the title changes.
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  title text not null,
  -- The district, or a town with a concept of its own.
  territory text not null,
  -- The district's concept above a town's.
  umbrella_id uuid,
  -- Last number given to a recommendation; a number is never given twice.
  last_number integer not null default 0 check (last_number >= 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, slug),
  unique (tenant_id, territory),
  -- Deferred, here and below, so that a district can be removed with everything that hangs on it, in whichever order.
  foreign key (tenant_id, territory) references territory_unit (tenant_id, key) deferrable initially deferred,
  foreign key (tenant_id, umbrella_id) references concept (tenant_id, id) deferrable initially deferred,
  check (id <> umbrella_id)
);
call protect_tenant_table('concept');

create table concept_edition (
  tenant_id uuid not null,
  id uuid not null,
  concept_id uuid not null,
  position integer not null,
  title text not null,
  state text not null default 'draft' check (state in ('draft', 'consultation', 'adopted', 'superseded')),
  summary text not null default '',
  -- First and last day for which it was made.
  starts_on date,
  ends_on date,
  adopted_on date,
  adopted_by text,
  paper_number text,
  -- The resolution that adopted it, when the body keeps its resolutions here.
  resolution_id uuid,
  based_on_id uuid,
  -- Document and section it was taken from.
  source text not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, concept_id, position),
  foreign key (tenant_id, concept_id) references concept (tenant_id, id) on delete cascade,
  foreign key (tenant_id, resolution_id) references network_resolution (tenant_id, id) on delete set null (resolution_id),
  foreign key (tenant_id, based_on_id) references concept_edition (tenant_id, id) deferrable initially deferred,
  check (ends_on >= starts_on),
  check (state not in ('adopted', 'superseded') or adopted_on is not null)
);
-- One edition of a concept is in force.
create unique index concept_edition_adopted on concept_edition (tenant_id, concept_id) where state = 'adopted';
call protect_tenant_table('concept_edition');

-- Core themes, fields of action, challenges and goals: the branches on which recommendations hang.
create table concept_node (
  tenant_id uuid not null,
  id uuid not null,
  edition_id uuid not null,
  kind text not null check (kind in ('theme', 'field', 'challenge', 'goal')),
  -- Short name in files and addresses, e.g. `wohnen`, `wohnen-h1`; the same in every edition that keeps it.
  key text not null check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  -- The field of a challenge or goal.
  field_id uuid,
  -- The challenge that a goal answers.
  challenge_id uuid,
  position integer not null,
  title text not null,
  -- Of a theme: its text; of a field: the guideline.
  body text not null default '',
  colour text check (colour ~ '^#[0-9a-f]{6}$'),
  icon text,
  -- Of a challenge: place among the field's, and how it was found.
  rank integer check (rank > 0),
  method text not null default '',
  evidence text not null default '',
  source text not null default '',
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, edition_id, kind, key),
  foreign key (tenant_id, edition_id) references concept_edition (tenant_id, id) on delete cascade,
  foreign key (tenant_id, field_id) references concept_node (tenant_id, id) on delete cascade deferrable initially deferred,
  foreign key (tenant_id, challenge_id) references concept_node (tenant_id, id) on delete set null (challenge_id) deferrable initially deferred,
  check ((kind in ('challenge', 'goal')) = (field_id is not null)),
  check (challenge_id is null or kind = 'goal')
);
call protect_tenant_table('concept_node');

create table concept_recommendation (
  tenant_id uuid not null,
  id uuid not null,
  edition_id uuid not null,
  -- Permanent address within the concept; a recommendation carried into the next edition keeps it.
  number integer not null check (number > 0),
  field_id uuid not null,
  challenge_id uuid,
  goal_id uuid,
  position integer not null,
  title text not null,
  -- As the body adopted it.
  wording text not null default '',
  -- In plain words, for the public.
  summary text not null default '',
  target_groups text[] not null default '{}',
  levels text[] not null default '{}' check (levels <@ array['land', 'kreis', 'kommune', 'quartier']),
  -- Keys of the territories it is meant for; none: the whole district.
  territories text[] not null default '{}',
  -- [{ name, role: lead|partner|consulted, organisationId? }]
  stakeholders jsonb not null default '[]' check (jsonb_typeof(stakeholders) = 'array'),
  responsibilities text[] not null default '{}',
  -- [{ kind: money|staff|rooms|other, text, plannedCents?, securedCents?, spentCents? }]
  resources jsonb not null default '[]' check (jsonb_typeof(resources) = 'array'),
  needs_money boolean not null default false,
  -- Subject to separate funding: the sentence that says so.
  funding_reservation text not null default '',
  -- The resolution that released the money.
  resolution_id uuid,
  time_frame text check (time_frame in ('short', 'medium', 'long', 'continuous')),
  starts_on date,
  ends_on date,
  -- Context indicators that should move, and figures that show work done; never mixed in one chart.
  indicators text[] not null default '{}',
  figures text[] not null default '{}',
  -- [{ kind: offer|programme|grant|issue|page, label, href }]
  links jsonb not null default '[]' check (jsonb_typeof(links) = 'array'),
  -- What was set by hand; null: from steps and dates.
  manual_status text check (manual_status in ('idea', 'planned', 'running', 'done', 'paused', 'dropped', 'merged', 'superseded')),
  status_reason text not null default '',
  -- Percent, set by hand; null: from the steps.
  manual_progress integer check (manual_progress between 0 and 100),
  weight integer not null default 1 check (weight between 1 and 10),
  internal boolean not null default false,
  -- Functional contact, shown to the public.
  contact text not null default '',
  -- Day on which somebody last said how it stands.
  reported_on date,
  reminded_on date,
  source text not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, edition_id, number),
  foreign key (tenant_id, edition_id) references concept_edition (tenant_id, id) on delete cascade,
  foreign key (tenant_id, field_id) references concept_node (tenant_id, id) deferrable initially deferred,
  foreign key (tenant_id, challenge_id) references concept_node (tenant_id, id) on delete set null (challenge_id),
  foreign key (tenant_id, goal_id) references concept_node (tenant_id, id) on delete set null (goal_id),
  foreign key (tenant_id, resolution_id) references network_resolution (tenant_id, id) on delete set null (resolution_id),
  check (ends_on >= starts_on),
  check (manual_status is null or manual_status in ('idea', 'planned', 'running', 'done') or status_reason <> '')
);
create index concept_recommendation_edition on concept_recommendation (tenant_id, edition_id, position, number);
call protect_tenant_table('concept_recommendation');

-- Steps of the district, or of one town that adopted the recommendation.
create table concept_step (
  tenant_id uuid not null,
  id uuid not null,
  recommendation_id uuid not null,
  -- AGS of the town whose step it is; null: the district's.
  town text,
  position integer not null,
  title text not null,
  due_on date,
  responsible text not null default '',
  state text not null default 'open' check (state in ('open', 'running', 'done', 'dropped')),
  done_on date,
  evidence text not null default '',
  weight integer not null default 1 check (weight between 1 and 10),
  -- Day of the last reminder.
  reminded_on date,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, recommendation_id) references concept_recommendation (tenant_id, id) on delete cascade,
  foreign key (tenant_id, town) references territory_unit (tenant_id, key) deferrable initially deferred
);
create index concept_step_recommendation on concept_step (tenant_id, recommendation_id, position);
create index concept_step_due on concept_step (tenant_id, due_on) where state in ('open', 'running');
call protect_tenant_table('concept_step');

create table concept_adoption (
  tenant_id uuid not null,
  recommendation_id uuid not null,
  town text not null,
  decision text not null check (decision in ('undecided', 'adopted', 'changed', 'not_applicable', 'already')),
  -- What the town does differently, or why not.
  note text not null default '',
  status text check (status in ('planned', 'running', 'done', 'paused')),
  contact text not null default '',
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (tenant_id, recommendation_id, town),
  foreign key (tenant_id, recommendation_id) references concept_recommendation (tenant_id, id) on delete cascade,
  foreign key (tenant_id, town) references territory_unit (tenant_id, key) deferrable initially deferred
);
create index concept_adoption_town on concept_adoption (tenant_id, town);
call protect_tenant_table('concept_adoption');

create table concept_dependency (
  tenant_id uuid not null,
  recommendation_id uuid not null,
  needs_id uuid not null,
  primary key (tenant_id, recommendation_id, needs_id),
  foreign key (tenant_id, recommendation_id) references concept_recommendation (tenant_id, id) on delete cascade,
  foreign key (tenant_id, needs_id) references concept_recommendation (tenant_id, id) on delete cascade,
  check (recommendation_id <> needs_id)
);
create index concept_dependency_needs on concept_dependency (tenant_id, needs_id);
call protect_tenant_table('concept_dependency');

-- What happened and why, in order: progress notes, and changes of status, text or answer.
create table concept_note (
  tenant_id uuid not null,
  id uuid not null,
  recommendation_id uuid not null,
  -- The town that wrote it; null: the district.
  town text,
  kind text not null check (kind in ('progress', 'status', 'text', 'answer', 'step')),
  text text not null default '',
  from_value text,
  to_value text,
  public boolean not null default false,
  -- Shown to the public as "KI" or the town, not by name.
  author_name text not null default '',
  author_user_id uuid,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, recommendation_id) references concept_recommendation (tenant_id, id) on delete cascade
);
create index concept_note_recommendation on concept_note (tenant_id, recommendation_id, created_at desc, id);
call protect_tenant_table('concept_note');

-- What became of a recommendation in the next edition. to_id null: retired, with the reason.
create table concept_lineage (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  from_id uuid not null,
  to_id uuid,
  kind text not null check (kind in ('carried', 'merged', 'split', 'retired')),
  reason text not null default '',
  primary key (tenant_id, id),
  unique (tenant_id, from_id, to_id),
  foreign key (tenant_id, from_id) references concept_recommendation (tenant_id, id) deferrable initially deferred,
  foreign key (tenant_id, to_id) references concept_recommendation (tenant_id, id) on delete cascade,
  check ((to_id is null) = (kind = 'retired')),
  check (from_id <> to_id),
  check (kind <> 'retired' or reason <> '')
);
create index concept_lineage_to on concept_lineage (tenant_id, to_id);
call protect_tenant_table('concept_lineage');

create table concept_report (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  edition_id uuid not null,
  title text not null,
  starts_on date not null,
  ends_on date not null,
  -- Which attributes it shows.
  fields text[] not null,
  summary text not null default '',
  -- Of the paper for the Kreistag: number, bodies it goes to (one a line), proposed resolution.
  paper_number text not null default '',
  committees text not null default '',
  proposal text not null default '',
  state text not null default 'open' check (state in ('open', 'closed')),
  closed_at timestamptz,
  -- Concept, edition, towns and lineage as they were at closing; null: still open.
  frame jsonb,
  -- The report before it, with which it is compared.
  previous_id uuid,
  public boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, edition_id) references concept_edition (tenant_id, id) deferrable initially deferred,
  foreign key (tenant_id, previous_id) references concept_report (tenant_id, id) deferrable initially deferred,
  check (ends_on >= starts_on),
  check ((state = 'closed') = (closed_at is not null)),
  check ((state = 'closed') = (frame is not null))
);
create index concept_report_edition on concept_report (tenant_id, edition_id, ends_on desc);
call protect_tenant_table('concept_report');

create table concept_snapshot (
  tenant_id uuid not null,
  report_id uuid not null,
  number integer not null,
  recommendation_id uuid not null,
  -- Somebody said it is right; false: taken when the report was closed.
  signed_off boolean not null,
  signed_by uuid,
  taken_at timestamptz not null,
  -- The recommendation as it was, with derived status and progress.
  content jsonb not null,
  primary key (tenant_id, report_id, number),
  foreign key (tenant_id, report_id) references concept_report (tenant_id, id) on delete cascade
);
call protect_tenant_table('concept_snapshot');

-- A closed report is what the Kreistag read: nobody changes it afterwards, this software included. What may still change:
-- whether the public sees it, and the name of who signed (erasure). A district that is removed takes its reports along
-- (the cascade runs inside another trigger).
create function refuse_closed_report() returns trigger language plpgsql as $$
declare
  closed boolean;
begin
  if tg_op = 'DELETE' and pg_trigger_depth() > 1 then return old; end if;
  if tg_table_name = 'concept_report' then
    closed := old.state = 'closed';
  else
    select bool_or(r.state = 'closed') into closed from concept_report r
    where (r.tenant_id, r.id) in ((old.tenant_id, old.report_id), (new.tenant_id, new.report_id));
  end if;
  if closed and (tg_op in ('INSERT', 'DELETE')
    or to_jsonb(new) - '{public,updated_at,signed_by}'::text[] is distinct from to_jsonb(old) - '{public,updated_at,signed_by}'::text[]) then
    raise exception 'a closed report stays as it is' using errcode = 'restrict_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger concept_report_closed before update or delete on concept_report for each row execute function refuse_closed_report();
create trigger concept_snapshot_closed before insert or update or delete on concept_snapshot for each row execute function refuse_closed_report();

-- The report as PDF, Word and Excel file, written by a job; of an open report a draft, made anew on request.
create table concept_report_document (
  tenant_id uuid not null,
  report_id uuid not null,
  -- The public's leaves out what is internal.
  audience text not null check (audience in ('staff', 'public')),
  state text not null check (state in ('waiting', 'done', 'failed')),
  -- Percent of the work.
  progress integer not null default 0 check (progress between 0 and 100),
  draft boolean not null,
  pdf bytea,
  docx bytea,
  xlsx bytea,
  updated_at timestamptz not null,
  primary key (tenant_id, report_id, audience),
  foreign key (tenant_id, report_id) references concept_report (tenant_id, id) on delete cascade,
  check (state <> 'done' or (pdf is not null and docx is not null and xlsx is not null))
);
call protect_tenant_table('concept_report_document');

-- What visitors write about a recommendation.
create table concept_feedback (
  tenant_id uuid not null,
  id uuid not null,
  recommendation_id uuid not null,
  text text not null,
  email text,
  language text not null default 'de',
  -- Sent by the form: the same form posted twice is stored once.
  submission_key uuid not null,
  state text not null default 'open' check (state in ('open', 'answered', 'closed')),
  answer text not null default '',
  decided_at timestamptz,
  decided_by uuid,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, submission_key),
  foreign key (tenant_id, recommendation_id) references concept_recommendation (tenant_id, id) on delete cascade
);
create index concept_feedback_open on concept_feedback (tenant_id, created_at, id) where state = 'open';
create index concept_feedback_recommendation on concept_feedback (tenant_id, recommendation_id);
call protect_tenant_table('concept_feedback');
