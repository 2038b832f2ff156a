-- Territories: each district's path Land › Regierungsbezirk › Kreis and, below it, its towns and their quarters.

create table territory_unit (
  tenant_id uuid not null references tenant (id) on delete cascade,
  -- Official key (AGS) of 2, 3, 5 or 8 digits, or <AGS of the town>-<slug> of a quarter. Stays for ever.
  key text not null check (key ~ '^[0-9]{2,8}$' or key ~ '^[0-9]{8}-[a-z0-9]+(-[a-z0-9]+)*$'),
  level text not null check (level in ('land', 'region', 'kreis', 'kommune', 'quartier')),
  parent_key text,
  -- Interface language tag → name; German is compulsory.
  names jsonb not null check (jsonb_typeof(names) = 'object' and names ? 'de'),
  -- Public address. Stays when the name changes.
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  postcodes text[] not null default '{}' check (array_to_string(postcodes, ' ') ~ '^([0-9]{5}( [0-9]{5})*)?$'),
  longitude double precision check (longitude between -180 and 180),
  latitude double precision check (latitude between -90 and 90),
  area_km2 numeric(10, 2) check (area_km2 > 0),
  population integer check (population >= 0),
  population_date date,
  population_source text,
  -- GeoJSON geometry (MultiPolygon, WGS 84), validated and simplified by the import, with its credit line.
  shape jsonb,
  shape_source text,
  valid_from date,
  valid_to date,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, key),
  unique (tenant_id, level, slug),
  foreign key (tenant_id, parent_key) references territory_unit (tenant_id, key) deferrable initially deferred,
  check ((level = 'land') = (parent_key is null)),
  check (
    case level
      when 'land' then length(key) = 2
      when 'region' then length(key) = 3
      when 'kreis' then length(key) = 5
      when 'kommune' then length(key) = 8
      else key like parent_key || '-%'
    end
  ),
  check ((longitude is null) = (latitude is null)),
  check ((population is null) = (population_date is null) and (population is null) = (population_source is null)),
  check ((shape is null) = (shape_source is null)),
  check (valid_to >= valid_from)
);
create index territory_unit_parent on territory_unit (tenant_id, parent_key);
call protect_tenant_table('territory_unit');

-- Profile of a town (Steckbrief): lists of short points, written in one language, translated into others.
create table territory_profile (
  tenant_id uuid not null references tenant (id) on delete cascade,
  town text not null,
  structures text[] not null default '{}',
  challenges text[] not null default '{}',
  goals text[] not null default '{}',
  counselling text[] not null default '{}',
  lighthouse text[] not null default '{}',
  source_language text not null default 'de',
  -- Interface language tag → { state: 'human' | 'machine', outdated, sections: { structures: [], … } }.
  translations jsonb not null default '{}' check (jsonb_typeof(translations) = 'object'),
  -- Where the points come from, as a citation.
  source text not null default '',
  -- Raised by every change; an editor who started from an older one is shown the other's change.
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  -- Account of the last editor; null: loaded, or the account is gone.
  updated_by uuid,
  primary key (tenant_id, town),
  foreign key (tenant_id, town) references territory_unit (tenant_id, key) on delete cascade
);
call protect_tenant_table('territory_profile');
