-- Districts of this installation, and the fence between them.

create extension if not exists pg_trgm;
create extension if not exists btree_gin;
create extension if not exists unaccent;

create table tenant (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,62}$'),
  ags text not null unique check (ags ~ '^[0-9]{5}$'),
  -- Name per interface language; German is compulsory.
  names jsonb not null check (names ? 'de'),
  -- Look, legal bodies, switches: see TenantSettings in src/platform/tenancy.
  settings jsonb not null default '{}',
  -- Raised by every published change; rendered public pages are kept under it.
  content_version bigint not null default 1,
  demonstration boolean not null default false,
  created_at timestamptz not null default now()
);

-- The tenant of the running transaction. Null outside of one, so that every policy then answers "nothing".
create function current_tenant() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.tenant', true), '')::uuid;

-- Every table with a tenant_id calls this once, right after its creation.
create procedure protect_tenant_table(tenant_table regclass)
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tenant_table);
  execute format('alter table %s force row level security', tenant_table);
  execute format(
    'create policy tenant_isolation on %s using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())',
    tenant_table
  );
end
$$;

-- Raises the content version and tells the other web servers; called by publishing use cases.
create function touch_content(changed_tenant uuid) returns void
  language sql
begin atomic
  update tenant set content_version = content_version + 1 where id = changed_tenant;
  select pg_notify('content', changed_tenant::text);
end;
