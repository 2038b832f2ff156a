-- Directory: what was looked for and not found, and what was asked from outside the area; counted, never traced.

create table directory_demand (
  tenant_id uuid not null references tenant (id) on delete cascade,
  -- Monday of the week.
  week date not null,
  kind text not null check (kind in ('search', 'outside')),
  -- Keyed hash of what was asked. The words themselves are kept from the fifth time on: somebody may have typed a name.
  term_hash bytea not null,
  term text,
  -- Concepts of the glossary, and what they and the chosen filters mean as `thema:`, `sprache:` and `zielgruppe:` words; no secret.
  concepts text[] not null default '{}',
  -- Interface language of the page.
  language text not null,
  -- AGS; '' where none was chosen; outside the district the first two digits of the postcode.
  town text not null default '',
  target text not null default '',
  uses integer not null check (uses > 0),
  primary key (tenant_id, week, kind, term_hash, language, town, target)
);
create index directory_demand_kind on directory_demand (tenant_id, kind, week);
-- How often the same was asked before: decides when its words may be kept.
create index directory_demand_term on directory_demand (tenant_id, kind, term_hash, week);
call protect_tenant_table('directory_demand');
