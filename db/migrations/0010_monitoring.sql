-- Monitoring: indicators, their observations with markers and revisions, imports, plausibility, targets, reports.

-- Where figures come from: a statistic of an office, a register, a published table, our own modules.
create table monitoring_source (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  -- Code of the statistic (`12411`) or a short name (`zensus-2011`, `dreiklang`). Stays for ever.
  key text not null check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  -- Interface language tag → name; German is compulsory. Here and in all columns of this kind.
  names jsonb not null check (jsonb_typeof(names) = 'object' and names ? 'de'),
  publisher text not null,
  -- IRI of a licence in the list of DCAT-AP.de; null: own conditions, in `licence_note`.
  licence text,
  licence_note text not null default '',
  -- To be shown wherever its figures are.
  attribution text not null default '',
  url text,
  -- Which people are counted; figures of two bases must not be put into one fraction unseen.
  population_basis text check (population_basis in ('update', 'register', 'azr', 'census', 'microcensus', 'employment', 'own')),
  -- Figures are multiples of this (5: AZR since 2016, 10: Zensus 2011); null: exact.
  rounded_to double precision check (rounded_to > 0),
  -- Of sources that have the same figure, the one with the smaller rank is shown.
  rank integer not null default 100,
  -- False: internal; its figures leave the house in no output.
  public boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, key)
);
call protect_tenant_table('monitoring_source');

-- By what figures are broken down (sex, nationality, age), with the categories; no category is the total.
create table monitoring_dimension (
  tenant_id uuid not null references tenant (id) on delete cascade,
  key text not null check (key ~ '^[a-z][a-z0-9_]*$'),
  names jsonb not null check (jsonb_typeof(names) = 'object' and names ? 'de'),
  -- Codes of the variables that offices use for it, e.g. {GES}.
  variable_codes text[] not null default '{}',
  primary key (tenant_id, key)
);
call protect_tenant_table('monitoring_dimension');

create table monitoring_category (
  tenant_id uuid not null,
  dimension text not null,
  code text not null check (code ~ '^[a-z0-9]+([._-][a-z0-9]+)*$'),
  names jsonb not null check (jsonb_typeof(names) = 'object' and names ? 'de'),
  -- Codes of attributes that offices use for it, e.g. {GESW}.
  attribute_codes text[] not null default '{}',
  position integer not null default 0,
  primary key (tenant_id, dimension, code),
  foreign key (tenant_id, dimension) references monitoring_dimension (tenant_id, key) on delete cascade
);
call protect_tenant_table('monitoring_category');

-- Territories that figures speak of and the district's own tree does not hold: other districts, retired ones, Germany.
create table monitoring_place (
  tenant_id uuid not null references tenant (id) on delete cascade,
  -- AGS of 2, 3, 5 or 8 digits, 9 for an association, DG for Germany.
  key text not null check (key ~ '^([0-9]{2,9}|DG)$'),
  name text not null,
  valid_from date,
  valid_to date,
  primary key (tenant_id, key),
  check (valid_to >= valid_from)
);
call protect_tenant_table('monitoring_place');

create table monitoring_indicator (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  -- Public address and name in formulas. Stays for ever.
  key text not null check (key ~ '^[a-z][a-z0-9_]*$' and length(key) <= 60),
  -- Number in the catalogue of 42; null: the district's own.
  catalogue_number integer check (catalogue_number > 0),
  topic text not null check (
    topic in ('demography', 'legal', 'early_education', 'school', 'labour', 'livelihood', 'health_housing', 'participation', 'work_of_ki')
  ),
  kind text not null check (kind in ('context', 'output')),
  position integer not null default 0,
  names jsonb not null check (jsonb_typeof(names) = 'object' and names ? 'de'),
  definitions jsonb not null default '{}' check (jsonb_typeof(definitions) = 'object'),
  numerators jsonb not null default '{}' check (jsonb_typeof(numerators) = 'object'),
  denominators jsonb not null default '{}' check (jsonb_typeof(denominators) = 'object'),
  -- Reading aid; the tag `de-simple` is the one in Leichte Sprache.
  reading_aids jsonb not null default '{}' check (jsonb_typeof(reading_aids) = 'object'),
  -- Key of a text `monitoring:unit.<unit>`.
  unit text not null check (unit ~ '^[a-z][a-z0-9_]*$'),
  decimals integer not null default 0 check (decimals between 0 and 4),
  direction text not null default 'none' check (direction in ('up', 'down', 'none')),
  -- How it is computed on read from other indicators (model/formula); null: observed, or a figure of a module.
  formula text,
  -- Id of a figure of our own modules (`directory.offers`), observed at the end of each period; null: none.
  figure text,
  -- Where its figures usually come from; each series says where its own do.
  source_id uuid,
  table_codes text[] not null default '{}',
  reference_date text not null default '',
  periodicity text not null check (
    periodicity in ('year', 'half_year', 'quarter', 'month', 'school_year', 'several_years', 'irregular')
  ),
  -- For sums over territories and categories: a stock or flow of people can be added up, a share cannot.
  additive boolean not null,
  -- Rounding and secrecy as the office describes them.
  secrecy_note text not null default '',
  -- Own disclosure control: counts from 1 to k-1 are suppressed; null: the office has protected it already.
  secrecy_k integer check (secrecy_k between 2 and 100),
  -- The count that would be told by this figure; suppressed where that one is.
  secrecy_of text,
  -- [{ period, names }]: figures before and after are not comparable.
  series_breaks jsonb not null default '[]' check (jsonb_typeof(series_breaks) = 'array'),
  levels text[] not null default '{}',
  -- Dimensions it comes by.
  breakdowns text[] not null default '{}',
  contact text not null default '',
  note text not null default '',
  next_update_on date,
  reminded_on date,
  state text not null default 'public' check (state in ('draft', 'public', 'internal', 'retired')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, key),
  foreign key (tenant_id, source_id) references monitoring_source (tenant_id, id) deferrable initially deferred,
  check (formula is null or figure is null)
);
create index monitoring_indicator_source on monitoring_indicator (tenant_id, source_id);
call protect_tenant_table('monitoring_indicator');

-- How a column or measure of a delivered table becomes an indicator; remembered, so that the next file needs no questions.
create table monitoring_mapping (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  name text not null,
  -- `table:12411-15i` for official tables, `columns:<sha256 of the headings>` for others.
  signature text not null,
  -- Shape: model/mapping.ts.
  mapping jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, signature)
);
call protect_tenant_table('monitoring_mapping');

create table monitoring_import (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  file_name text not null,
  -- In the file store; null: its figures came without a file (typed, of our own modules), or the file was deleted.
  file_key text,
  sha256 text,
  bytes bigint not null default 0,
  -- uploaded → reading → ready (previewed) → accepting → accepted → undone; refused: the file cannot be used, with the reason.
  state text not null check (
    state in ('uploaded', 'reading', 'mapping', 'ready', 'refused', 'accepting', 'accepted', 'undone', 'discarded')
  ),
  -- Bytes read so far.
  progress bigint not null default 0,
  source_id uuid,
  mapping_id uuid,
  -- What the file is: layout, table code, title, periods, levels, markers, rejected rows (model/import.ts).
  report jsonb,
  -- What accepting it would change.
  preview jsonb,
  -- Office's day of the table.
  as_of timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid,
  accepted_at timestamptz,
  undone_at timestamptz,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, source_id) references monitoring_source (tenant_id, id) deferrable initially deferred,
  foreign key (tenant_id, mapping_id) references monitoring_mapping (tenant_id, id) on delete set null (mapping_id)
);
create index monitoring_import_recent on monitoring_import (tenant_id, created_at desc, id desc);
call protect_tenant_table('monitoring_import');

-- One indicator of one source in one territory and breakdown; its observations are a time series.
create table monitoring_series (
  tenant_id uuid not null,
  -- 63 bits of a hash of the other columns, so that an import need not ask for it (model/series-id.ts).
  id bigint not null check (id >= 0),
  indicator_id uuid not null,
  source_id uuid not null,
  territory text not null,
  -- '' is the total; otherwise `dimension=category` joined by `;`, in the order of the dimensions' keys.
  breakdown text not null default '',
  primary key (tenant_id, id),
  unique (tenant_id, indicator_id, territory, breakdown, source_id),
  foreign key (tenant_id, indicator_id) references monitoring_indicator (tenant_id, id) on delete cascade,
  foreign key (tenant_id, source_id) references monitoring_source (tenant_id, id) deferrable initially deferred
);
create index monitoring_series_source on monitoring_series (tenant_id, source_id);
call protect_tenant_table('monitoring_series');

create table monitoring_observation (
  tenant_id uuid not null,
  series_id bigint not null,
  -- 2024 · 2024-12-31 · 2024-05 · 2023-10/P6M · 2024-04/P3M · 2023-08/P12M · 2019/P3Y
  period text not null,
  import_id uuid not null,
  -- Null with the markers . ... / x * and where nothing was delivered.
  value double precision,
  marker text check (marker in ('-', '.', '...', '/', 'x', '()', '*')),
  -- `value_q` as delivered.
  quality text,
  -- Row of the file.
  file_row integer,
  -- Withheld by our own disclosure control: 1 the cell itself, 2 to protect another.
  withheld smallint check (withheld in (1, 2)),
  -- Import that brought a newer value; null: current.
  superseded_by uuid,
  primary key (tenant_id, series_id, period, import_id),
  foreign key (tenant_id, series_id) references monitoring_series (tenant_id, id) on delete cascade,
  check (value is null or marker is null or marker in ('-', '()'))
);
create index monitoring_observation_import on monitoring_observation (tenant_id, import_id);
create index monitoring_observation_superseded on monitoring_observation (tenant_id, superseded_by) where superseded_by is not null;
call protect_tenant_table('monitoring_observation');

create table monitoring_finding (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  rule text not null check (rule in ('share', 'parts', 'towns', 'jump', 'levels', 'revision')),
  -- The same contradiction has the same key when the rules run again.
  fingerprint text not null,
  indicator_id uuid not null,
  territory text not null,
  period text not null,
  -- The figures that contradict each other: [{ indicator, territory, period, breakdown, source, value }], and what was expected.
  figures jsonb not null,
  found_at timestamptz not null,
  -- Of the newest run that still found it; the finding is gone when the figures were mended.
  gone_at timestamptz,
  explanation text,
  explained_at timestamptz,
  explained_by uuid,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, fingerprint),
  foreign key (tenant_id, indicator_id) references monitoring_indicator (tenant_id, id) on delete cascade
);
create index monitoring_finding_indicator on monitoring_finding (tenant_id, indicator_id);
call protect_tenant_table('monitoring_finding');

create table monitoring_target (
  tenant_id uuid not null,
  id uuid not null,
  indicator_id uuid not null,
  territory text not null,
  breakdown text not null default '',
  year integer not null check (year between 1990 and 2100),
  value double precision not null,
  -- Who set it and where that is written: a resolution, a recommendation.
  source text not null default '',
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, indicator_id, territory, breakdown, year),
  foreign key (tenant_id, indicator_id) references monitoring_indicator (tenant_id, id) on delete cascade
);
call protect_tenant_table('monitoring_target');

-- A table that is fetched from an office by itself.
create table monitoring_retrieval (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  service text not null check (service in ('destatis', 'regionalstatistik', 'landesdatenbank-nrw', 'bildungsmonitoring', 'zensus')),
  table_code text not null check (table_code ~ '^[A-Za-z0-9-]{3,40}$'),
  -- { regionalvariable, regionalkey, startyear, endyear, language }
  parameters jsonb not null default '{}',
  -- Months between two calls; null: by hand only.
  every_months integer check (every_months between 1 and 60),
  next_on date,
  -- Outcome of the newest call: { at, ok, code, detail, importId }.
  last_result jsonb,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, service, table_code)
);
call protect_tenant_table('monitoring_retrieval');

-- A profile or report composed of blocks; its frozen editions.
create table monitoring_report (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  title text not null,
  -- The district or a town; `each-town`: one document for each.
  territory text not null,
  -- Shape: model/report.ts.
  blocks jsonb not null check (jsonb_typeof(blocks) = 'array'),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, slug)
);
call protect_tenant_table('monitoring_report');

create table monitoring_report_edition (
  tenant_id uuid not null,
  id uuid not null,
  report_id uuid not null,
  title text not null,
  territory text not null,
  -- Everything the document shows, figures included: it stays as it is when figures are revised.
  content jsonb not null,
  public boolean not null default false,
  frozen_at timestamptz not null,
  frozen_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, report_id) references monitoring_report (tenant_id, id) on delete cascade
);
create index monitoring_report_edition_newest on monitoring_report_edition (tenant_id, report_id, frozen_at desc, id desc);
call protect_tenant_table('monitoring_report_edition');

-- A frozen edition is what was handed out: nobody changes or removes it afterwards, this software included. What may still
-- change: whether the public sees it, and the name of who froze it (erasure). A report with editions stays too; a district
-- that is removed takes everything along (the cascade runs inside another trigger).
create function refuse_frozen_edition() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and pg_trigger_depth() > 1 then return old; end if;
  if tg_table_name = 'monitoring_report' then
    if not exists (select from monitoring_report_edition e where e.tenant_id = old.tenant_id and e.report_id = old.id) then
      return old;
    end if;
  elsif tg_op = 'UPDATE'
    and to_jsonb(new) - '{public,frozen_by}'::text[] is not distinct from to_jsonb(old) - '{public,frozen_by}'::text[] then
    return new;
  end if;
  raise exception 'a frozen edition stays as it is' using errcode = 'restrict_violation';
end $$;
create trigger monitoring_report_edition_frozen before update or delete on monitoring_report_edition
  for each row execute function refuse_frozen_edition();
create trigger monitoring_report_with_editions before delete on monitoring_report
  for each row execute function refuse_frozen_edition();
