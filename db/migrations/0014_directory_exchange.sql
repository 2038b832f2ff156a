-- Directory: what comes from elsewhere, and what was decided about it.

create table directory_source (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  name text not null,
  kind text not null check (kind in ('csv', 'xlsx', 'hsds', 'icalendar', 'geojson', 'dreiklang')),
  -- Fetched from here; null: files are uploaded.
  url text,
  every text not null default 'never' check (every in ('never', 'day', 'week')),
  -- Column of theirs → field of ours, and values that every entry of this source gets.
  mapping jsonb not null default '{}' check (jsonb_typeof(mapping) = 'object'),
  -- What is new or changed goes to review instead of being published.
  review boolean not null default true,
  active boolean not null default true,
  fetched_at timestamptz,
  -- What the other server said of the newest file, so that an unchanged one is not sent again.
  etag text,
  last_modified text,
  -- Attempts in a row that failed, and why the last one did: { code, details }.
  failures integer not null default 0,
  failure jsonb,
  failed_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, name)
);
call protect_tenant_table('directory_source');

-- One file of a source: read, shown, accepted, perhaps undone.
create table directory_run (
  tenant_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  file_name text not null,
  file_key text not null,
  sha256 bytea not null,
  how text not null default 'upload' check (how in ('upload', 'fetch', 'schedule')),
  -- 'mapping': read, but nobody has said yet what its columns mean.
  state text not null default 'waiting' check (state in ('waiting', 'reading', 'mapping', 'read', 'writing', 'done', 'failed', 'undone', 'discarded')),
  -- Per cent of the step that runs.
  progress integer not null default 0 check (progress between 0 and 100),
  report jsonb not null default '{}',
  created_by uuid,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, source_id) references directory_source (tenant_id, id) on delete cascade
);
create index directory_run_list on directory_run (tenant_id, created_at desc, id);
create index directory_run_source on directory_run (tenant_id, source_id, created_at desc);
create index directory_run_open on directory_run (tenant_id, state) where state in ('waiting', 'reading', 'mapping', 'read', 'writing', 'failed');
call protect_tenant_table('directory_run');

-- What a run that is not accepted yet would do, record by record; goes when it is accepted or thrown away.
create table directory_run_record (
  tenant_id uuid not null,
  run_id uuid not null,
  position integer not null,
  -- Row, event or feature in their file, as people count.
  place integer not null,
  external_id text not null,
  kind text not null check (kind in ('new', 'changed', 'untouched', 'doubtful', 'gone', 'rejected')),
  -- The entry of ours it is.
  entry_id uuid,
  name text not null,
  -- What they say.
  content jsonb not null default '{}',
  -- Field by field ours, theirs and theirs before; entries it may be; what is wrong.
  details jsonb not null default '{}',
  -- Of a doubtful one 'new' or the id of the entry it is; of one that is gone 'remove'.
  decision text,
  -- Field → 'ours' or 'theirs', chosen in this run.
  fields jsonb not null default '{}' check (jsonb_typeof(fields) = 'object'),
  primary key (tenant_id, run_id, position),
  foreign key (tenant_id, run_id) references directory_run (tenant_id, id) on delete cascade,
  foreign key (tenant_id, entry_id) references directory_entry (tenant_id, id) on delete cascade
);
create index directory_run_record_kind on directory_run_record (tenant_id, run_id, kind, position);
create index directory_run_record_entry on directory_run_record (tenant_id, entry_id);
call protect_tenant_table('directory_run_record');

-- Which entry of ours is which record of theirs.
create table directory_source_record (
  tenant_id uuid not null,
  source_id uuid not null,
  external_id text not null,
  entry_id uuid not null,
  -- What they said last; a difference to it is a change of theirs.
  content jsonb not null,
  -- Field → 'ours' or 'theirs', decided once and kept in later runs.
  decisions jsonb not null default '{}' check (jsonb_typeof(decisions) = 'object'),
  run_id uuid,
  -- Day since when it is no longer in their file.
  missing_since date,
  -- The run that made the entry was undone: the next one may show it again.
  undone boolean not null default false,
  primary key (tenant_id, source_id, external_id),
  foreign key (tenant_id, source_id) references directory_source (tenant_id, id) on delete cascade,
  foreign key (tenant_id, entry_id) references directory_entry (tenant_id, id) on delete cascade
);
create index directory_source_record_entry on directory_source_record (tenant_id, entry_id);
call protect_tenant_table('directory_source_record');

-- What a run did, so that it can be undone as a whole.
create table directory_run_change (
  tenant_id uuid not null,
  run_id uuid not null,
  entry_id uuid not null,
  action text not null check (action in ('added', 'changed', 'linked', 'unpublished')),
  -- The version it made; the public one before it.
  version integer,
  version_before integer,
  -- Null of organisations, which come along with their offers.
  external_id text,
  -- The record as it was; null: there was none.
  record_before jsonb,
  primary key (tenant_id, run_id, entry_id),
  foreign key (tenant_id, run_id) references directory_run (tenant_id, id) on delete cascade,
  foreign key (tenant_id, entry_id) references directory_entry (tenant_id, id) on delete cascade
);
create index directory_run_change_entry on directory_run_change (tenant_id, entry_id);
call protect_tenant_table('directory_run_change');

-- Two entries that may be one. `first` is the smaller id.
create table directory_duplicate (
  tenant_id uuid not null,
  first_id uuid not null,
  second_id uuid not null,
  -- 0 to 100.
  score integer not null check (score between 0 and 100),
  -- What speaks for it and against it: [{ reason, points }].
  reasons jsonb not null,
  state text not null default 'open' check (state in ('open', 'different', 'merged')),
  decided_by uuid,
  decided_at timestamptz,
  found_at timestamptz not null default now(),
  primary key (tenant_id, first_id, second_id),
  foreign key (tenant_id, first_id) references directory_entry (tenant_id, id) on delete cascade,
  foreign key (tenant_id, second_id) references directory_entry (tenant_id, id) on delete cascade,
  check (first_id < second_id)
);
create index directory_duplicate_open on directory_duplicate (tenant_id, score desc, first_id, second_id) where state = 'open';
create index directory_duplicate_second on directory_duplicate (tenant_id, second_id);
call protect_tenant_table('directory_duplicate');
