-- Directory: translations per field, and what a machine may do.

-- A district's consent to machine translation; off without a row. Keys of the service are in the configuration.
create table directory_machine_translation (
  tenant_id uuid not null references tenant (id) on delete cascade,
  enabled boolean not null default false,
  languages text[] not null default '{}',
  -- Words of source text per calendar month.
  words_per_month integer not null default 0 check (words_per_month >= 0),
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  primary key (tenant_id)
);
call protect_tenant_table('directory_machine_translation');

create table directory_translation_use (
  tenant_id uuid not null references tenant (id) on delete cascade,
  -- First day of the month.
  month date not null,
  language text not null,
  words integer not null check (words >= 0),
  primary key (tenant_id, month, language)
);
call protect_tenant_table('directory_translation_use');
