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

-- One run of the machine over the texts of a district; texts that people made are never touched.
create table directory_translation_run (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  languages text[] not null default '{}',
  -- Which public entries: { "town": "…", "organisation": "…" }, or all.
  scope jsonb not null default '{}' check (jsonb_typeof(scope) = 'object'),
  state text not null check (state in ('waiting', 'running', 'done', 'stopped')),
  -- Texts: to translate, translated, left out (names lost, German changed meanwhile); words that the service was sent.
  total integer not null check (total >= 0),
  done integer not null default 0,
  left_out integer not null default 0,
  words integer not null default 0,
  -- Code of what ended it early.
  problem text,
  created_by uuid,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (tenant_id, id)
);
-- Two at once would pay for the same text twice.
create unique index directory_translation_run_open on directory_translation_run (tenant_id) where state in ('waiting', 'running');
create index directory_translation_run_list on directory_translation_run (tenant_id, created_at desc, id);
call protect_tenant_table('directory_translation_run');

-- Mark of a German text, as model/translation/fingerprint.ts makes it: lists ask which translations are outdated.
create function directory_fingerprint(german text) returns text language sql immutable parallel safe as $$
  select left(encode(sha256(convert_to(
    btrim(regexp_replace(normalize(german, nfc), '[ \t\n\r\f\v\u00a0]+', ' ', 'g'), ' '), 'UTF8')), 'hex'), 12)
$$;

-- Translations stood by language with one maker for all their texts; now each text says who made it, and from which
-- German text (`of`). Stored ones are taken to belong to the German text beside them.
create function pg_temp.by_field(content jsonb) returns jsonb language sql immutable as $$
  select case when content ? 'translations' then jsonb_set(content, '{translations}', (
    select coalesce(jsonb_object_agg(tag, (
      select jsonb_object_agg(field, jsonb_build_object(
        'text', said, 'by', one -> 'state', 'of', directory_fingerprint(content ->> field)))
      from jsonb_each_text(one -> 'fields') as texts (field, said)
      where btrim(said) <> '' and content ->> field is not null
    )), '{}')
    from jsonb_each(content -> 'translations') as languages (tag, one)
    where exists (select from jsonb_each_text(one -> 'fields') as texts (field, said)
      where btrim(said) <> '' and content ->> field is not null)
  )) else content end
$$;
-- Cards mark the fields that a machine made, and those that are German.
create function pg_temp.marked(title jsonb, german jsonb) returns jsonb language sql immutable as $$
  select title - 'state'
    || case when cardinality(own) < 2 then jsonb_build_object('german', to_jsonb(others)) else '{}' end
    || case when title ->> 'state' = 'machine' and own <> '{}' then jsonb_build_object('machine', to_jsonb(own)) else '{}' end
  from (select array_agg(field) filter (where title -> field is distinct from german -> field) as fresh,
      array_agg(field) filter (where title -> field = german -> field) as others
    from unnest('{name,summary}'::text[]) as fields (field)) as found,
    lateral (select coalesce(fresh, '{}') as own) as parts
$$;

-- The owner is bound by the tenants' rules as everybody is; this once it sees all rows.
alter table directory_version no force row level security;
update directory_version set content = pg_temp.by_field(content) where content ? 'translations';
alter table directory_version force row level security;
update directory_public_organisation set content = pg_temp.by_field(content) where content ? 'translations';
update directory_public_offer set content = pg_temp.by_field(content),
  titles = (select jsonb_object_agg(tag, case when tag = 'de' then title else pg_temp.marked(title, titles -> 'de') end)
    from jsonb_each(titles) as languages (tag, title))
where content ? 'translations';
