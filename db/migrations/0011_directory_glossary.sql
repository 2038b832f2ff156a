-- Directory: what a district adds to the glossary of the search, and what it takes out of it.
-- The glossary itself is a file of the software (src/modules/directory/glossary), the same for everybody.

create table directory_concept (
  tenant_id uuid not null references tenant (id) on delete cascade,
  -- Of a concept of the software, or a new one.
  id text not null check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(id) <= 60),
  -- Terms per interface language, { "ar": ["…"] }; stand beside those of the software.
  terms jsonb not null default '{}' check (jsonb_typeof(terms) = 'object'),
  -- Terms of the software that mean something else here, same shape.
  removed jsonb not null default '{}' check (jsonb_typeof(removed) = 'object'),
  broader text,
  category text,
  -- Facts of an offer that it means, as in the files.
  facet jsonb not null default '{}' check (jsonb_typeof(facet) = 'object'),
  note text not null default '',
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
call protect_tenant_table('directory_concept');

-- Published offers are read again when the glossary of their district changes; one row a district says how far that is.
create table directory_reindex (
  tenant_id uuid primary key references tenant (id) on delete cascade,
  requested_at timestamptz not null,
  done integer not null default 0,
  total integer not null default 0,
  -- Null: waiting or at work.
  finished_at timestamptz
);
call protect_tenant_table('directory_reindex');
