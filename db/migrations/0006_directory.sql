-- Directory: organisations and offers as versioned entries, categories, corrections, and the public read models.

create table directory_category (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id text not null check (id ~ '^[a-z0-9-]{2,60}$'),
  parent_id text,
  position integer not null default 0,
  -- Name per interface language, where the district's own differs from the software's text `directory:category.<id>`.
  names jsonb not null default '{}',
  active boolean not null default true,
  primary key (tenant_id, id),
  foreign key (tenant_id, parent_id) references directory_category (tenant_id, id) on delete restrict
);
call protect_tenant_table('directory_category');

create table directory_entry (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('organisation', 'offer')),
  -- Stays for ever once public.
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  -- The organisation of an offer; of an organisation: itself. Scope of provider accounts.
  organisation_id uuid,
  -- Null: never published, or taken down.
  published_version integer,
  -- Raised by every new version; an editor sends the one it started from.
  latest_version integer not null default 0,
  -- Copied from the published (else latest) version, for lists and sorting.
  name text not null,
  town text,
  confirmed_on date,
  confirmed_by text check (confirmed_by in ('provider', 'staff', 'visitor', 'source')),
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, kind, slug),
  foreign key (tenant_id, organisation_id) references directory_entry (tenant_id, id) on delete restrict
);
create index directory_entry_list on directory_entry (tenant_id, kind, updated_at desc, id);
create index directory_entry_organisation on directory_entry (tenant_id, organisation_id);
call protect_tenant_table('directory_entry');

create table directory_version (
  tenant_id uuid not null,
  entry_id uuid not null,
  version integer not null,
  -- The version it was made from; null for the first.
  base_version integer,
  state text not null check (state in ('unconfirmed', 'proposed', 'published', 'superseded', 'rejected', 'withdrawn')),
  content jsonb not null,
  author_kind text not null check (author_kind in ('visitor', 'provider', 'staff', 'import', 'demonstration')),
  author_user_id uuid,
  -- Of a visitor who proposed; erased six months after the decision.
  author_email text,
  author_language text not null default 'de',
  message text,
  -- SHA-256 of the secret in the confirmation mail.
  confirm_token_hash bytea,
  confirm_expires_at timestamptz,
  -- Sent by the form: the same form posted twice makes one proposal.
  submission_key uuid,
  reason text,
  decided_by uuid,
  decided_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (tenant_id, entry_id, version),
  foreign key (tenant_id, entry_id) references directory_entry (tenant_id, id) on delete cascade
);
create unique index directory_version_submission on directory_version (tenant_id, submission_key) where submission_key is not null;
create unique index directory_version_token on directory_version (confirm_token_hash) where confirm_token_hash is not null;
create index directory_version_inbox on directory_version (tenant_id, created_at, entry_id) where state = 'proposed';
create index directory_version_undecided on directory_version (tenant_id, decided_at) where author_email is not null;
call protect_tenant_table('directory_version');

-- "This is wrong" and "is this still right?" for one field of a published entry.
create table directory_correction (
  tenant_id uuid not null,
  id uuid not null,
  entry_id uuid not null,
  version integer not null,
  kind text not null check (kind in ('correction', 'still_right', 'outdated')),
  field text not null,
  suggestion text,
  language text not null default 'de',
  submission_key uuid,
  state text not null default 'open' check (state in ('open', 'applied', 'dismissed')),
  decided_by uuid,
  decided_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, entry_id) references directory_entry (tenant_id, id) on delete cascade
);
create unique index directory_correction_submission on directory_correction (tenant_id, submission_key) where submission_key is not null;
create index directory_correction_open on directory_correction (tenant_id, created_at, id) where state = 'open';
create index directory_correction_entry on directory_correction (tenant_id, entry_id);
call protect_tenant_table('directory_correction');

-- Public read models: nothing in them that is not public, written by publishing alone, without a policy, because
-- PostgreSQL uses no GIN index for @@ and trigrams under row-level security (docs/architecture.md, decision 4).
create table directory_public_offer (
  tenant_id uuid not null references tenant (id) on delete cascade,
  offer_id uuid not null,
  slug text not null,
  organisation_id uuid not null,
  -- German name, for finding near duplicates.
  name text not null,
  -- `group:value` words of model/facets.ts: the ones shown with counts, and the ones that only filter.
  facets text[] not null,
  gates text[] not null,
  document tsvector not null,
  lat double precision,
  lon double precision,
  ages int4range not null default '[,]',
  -- When it takes place in the coming weeks; renewed every night.
  openings tstzmultirange not null default '{}',
  confirmed_on date,
  published_at timestamptz not null,
  -- What a result card shows, without texts; texts per interface language beside it.
  card jsonb not null,
  titles jsonb not null,
  content jsonb not null,
  primary key (tenant_id, offer_id),
  unique (tenant_id, slug)
);
create index directory_public_offer_text on directory_public_offer using gin (tenant_id, document);
create index directory_public_offer_facets on directory_public_offer using gin (tenant_id, facets);
create index directory_public_offer_name on directory_public_offer using gin (tenant_id, name gin_trgm_ops);
create index directory_public_offer_organisation on directory_public_offer (tenant_id, organisation_id);

create table directory_public_organisation (
  tenant_id uuid not null references tenant (id) on delete cascade,
  organisation_id uuid not null,
  slug text not null,
  content jsonb not null,
  primary key (tenant_id, organisation_id),
  unique (tenant_id, slug)
);

-- Words that occur in public offers, for "did you mean".
create table directory_public_word (
  tenant_id uuid not null references tenant (id) on delete cascade,
  word text not null,
  uses integer not null,
  primary key (tenant_id, word)
);
create index directory_public_word_trigram on directory_public_word using gin (tenant_id, word gin_trgm_ops);
