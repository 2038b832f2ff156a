-- Orientation (Ankommen): a district's pages for newcomers, in every language; news; what visitors say of them.

-- The place of a page: where it hangs and who answers for it. Its words are in orientation_text.
create table orientation_page (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  parent_id uuid,
  -- Among its siblings; gaps are fine.
  position integer not null default 0,
  -- Public address in every language; stays for ever.
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 100),
  -- situation: what somebody has to do, with steps to tick off; form: the fields of an official form explained.
  kind text not null default 'page' check (kind in ('page', 'situation', 'form')),
  -- Situations of life it belongs to, besides the one it hangs under.
  situations text[] not null default '{}',
  -- AGS of the town whose page it is; null: the district's.
  town text check (town ~ '^[0-9]{8}$'),
  -- The organisation of the directory that answers for it; its accounts may edit it.
  organisation_id uuid,
  -- Shows the content of another page, which is no mirror itself; its own texts stand before or after.
  mirror_of uuid,
  mirror_own text not null default 'after' check (mirror_own in ('before', 'after')),
  -- Of a form: where the official one is.
  form_url text,
  -- When somebody last found that it is right for this district; null: not yet, and visitors are told.
  confirmed_on date,
  -- Day on which the facts were last held against their sources.
  checked_on date,
  archived_at timestamptz,
  -- Raised by every change of the place.
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, slug),
  foreign key (tenant_id, parent_id) references orientation_page (tenant_id, id) on delete restrict,
  foreign key (tenant_id, mirror_of) references orientation_page (tenant_id, id) on delete restrict,
  check (parent_id <> id and mirror_of <> id)
);
create index orientation_page_children on orientation_page (tenant_id, parent_id, position);
create index orientation_page_mirrors on orientation_page (tenant_id, mirror_of) where mirror_of is not null;
call protect_tenant_table('orientation_page');

-- Every version of a page's words in one language. One is published, one is being worked on; the others are history.
create table orientation_text (
  tenant_id uuid not null,
  page_id uuid not null,
  -- Interface language tag.
  language text not null,
  version integer not null,
  -- The version it was made from; null: the first.
  base_version integer,
  state text not null check (state in ('draft', 'review', 'scheduled', 'published', 'superseded')),
  title text not null check (length(title) between 1 and 200),
  summary text not null default '' check (length(summary) <= 500),
  -- Markdown, as docs/handbook/ankommen.md describes it.
  body text not null default '' check (length(body) <= 60000),
  made_by text not null default 'human' check (made_by in ('human', 'machine')),
  -- Version of the German text that it says in its language; null for German itself.
  german_version integer,
  -- A small correction: translations of the version before stay current.
  minor boolean not null default false,
  -- Message to whoever reviews it, or why it went back.
  note text not null default '' check (length(note) <= 2000),
  author_user_id uuid,
  -- Of 'scheduled': from when it is public.
  publish_at timestamptz,
  published_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (tenant_id, page_id, language, version),
  foreign key (tenant_id, page_id) references orientation_page (tenant_id, id) on delete cascade,
  check ((state = 'scheduled') = (publish_at is not null and published_at is null))
);
create unique index orientation_text_published on orientation_text (tenant_id, page_id, language) where state = 'published';
create unique index orientation_text_open on orientation_text (tenant_id, page_id, language)
  where state in ('draft', 'review', 'scheduled');
create index orientation_text_review on orientation_text (tenant_id, state, created_at) where state in ('review', 'scheduled');
call protect_tenant_table('orientation_text');

-- What visitors see, one row per page and language with a published text. A public read model: no policy (decision 3).
create table orientation_public_page (
  tenant_id uuid not null references tenant (id) on delete cascade,
  page_id uuid not null,
  language text not null,
  slug text not null,
  parent_id uuid,
  position integer not null,
  kind text not null,
  situations text[] not null,
  town text,
  -- The page it mirrors: visitors of that one are told of it.
  mirror_of uuid,
  title text not null,
  summary text not null,
  -- Blocks of model/blocks.ts: a mirror's together with its own.
  content jsonb not null,
  -- Slug of the organisation that answers for it.
  organisation text,
  form_url text,
  made_by text not null,
  -- The German text has changed since, by more than a small correction.
  outdated boolean not null,
  confirmed_on date,
  checked_on date,
  document tsvector not null,
  published_at timestamptz not null,
  primary key (tenant_id, page_id, language)
);
create index orientation_public_page_tree on orientation_public_page (tenant_id, language, parent_id, position);
create index orientation_public_page_document on orientation_public_page using gin (tenant_id, language, document);

-- A picture that pages show; the file is in the file store under `key`.
create table orientation_image (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  key text not null,
  type text not null,
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  bytes integer not null check (bytes > 0),
  -- What it shows, in German: proposed wherever it is used.
  alt text not null check (length(alt) between 1 and 300),
  -- Who made it and under which licence.
  credit text not null default '' check (length(credit) <= 300),
  uploaded_by uuid,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index orientation_image_list on orientation_image (tenant_id, created_at desc, id);
call protect_tenant_table('orientation_image');

-- A word that texts explain where it occurs.
create table orientation_term (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id text not null check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  -- Interface language tag → forms in which it occurs in texts of that language.
  forms jsonb not null check (jsonb_typeof(forms) = 'object'),
  -- Interface language tag → one plain sentence.
  explanations jsonb not null check (jsonb_typeof(explanations) = 'object'),
  version integer not null default 1,
  primary key (tenant_id, id)
);
call protect_tenant_table('orientation_term');

-- News: short, dated, gone from the list after 28 days.
create table orientation_news (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  -- Number in the Integreat interface and in addresses.
  number integer not null,
  channel text not null check (channel in ('news', 'offers', 'warning')),
  -- AGS of the towns it is for; empty: the whole district.
  towns text[] not null default '{}',
  -- Interface language tag → { title, text, by: 'human' | 'machine' }; German is compulsory.
  texts jsonb not null check (texts ? 'de'),
  -- Page of ours it leads to, below `/{district}/{language}`; '' none.
  path text not null default '',
  state text not null check (state in ('draft', 'scheduled', 'published', 'withdrawn')),
  publish_at timestamptz,
  published_at timestamptz,
  -- Sent to those who asked for messages, when it was published.
  push boolean not null default false,
  pushed_at timestamptz,
  -- Devices that got it, and those that no longer exist.
  push_reached integer not null default 0,
  push_failed integer not null default 0,
  author_user_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, number)
);
create index orientation_news_list on orientation_news (tenant_id, published_at desc, id) where state = 'published';
create index orientation_news_staff on orientation_news (tenant_id, created_at desc, id);
call protect_tenant_table('orientation_news');

-- A device that asked for messages (RFC 8030). Nobody is named; the address of the device is a personal datum all the same.
create table orientation_push_subscription (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  -- SHA-256 of the endpoint: one device is subscribed once per district.
  endpoint_hash bytea not null check (length(endpoint_hash) = 32),
  endpoint text not null check (length(endpoint) <= 1000),
  -- Keys of the device (RFC 8291), base64url.
  p256dh text not null check (length(p256dh) <= 200),
  auth text not null check (length(auth) <= 100),
  language text not null,
  -- AGS; null: the whole district.
  town text,
  channels text[] not null,
  -- When the device last took a message or renewed its wish; two years without: gone.
  seen_on date not null,
  failures integer not null default 0,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, endpoint_hash)
);
create index orientation_push_subscription_due on orientation_push_subscription (tenant_id, id);
call protect_tenant_table('orientation_push_subscription');

-- What visitors say of a page, an offer, a list; and barriers that they report (§ 10b BGG NRW, Directive 2016/2102 Art. 7).
create table orientation_feedback (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  -- As the Integreat interface names what it is about; `barrier` is the report of a barrier.
  kind text not null check (kind in ('page', 'categories', 'poi', 'map', 'event', 'events', 'imprint-page', 'search', 'barrier')),
  -- Slug of the page or offer; null: not about one.
  slug text,
  -- The page it hangs under when that still exists.
  page_id uuid,
  language text not null,
  rating text check (rating in ('up', 'down')),
  comment text not null default '' check (length(comment) <= 5000),
  -- What was looked for.
  query text not null default '' check (length(query) <= 200),
  -- Where the barrier is.
  address text not null default '' check (length(address) <= 500),
  -- For the answer; erased with the retention period.
  email text,
  source text not null check (source in ('web', 'app')),
  state text not null default 'open' check (state in ('open', 'answered', 'closed')),
  -- Until when somebody has to answer.
  due_on date,
  answer text not null default '' check (length(answer) <= 5000),
  handled_by uuid,
  handled_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, page_id) references orientation_page (tenant_id, id) on delete set null (page_id)
);
create index orientation_feedback_inbox on orientation_feedback (tenant_id, state, created_at desc, id);
create index orientation_feedback_due on orientation_feedback (tenant_id, due_on) where state = 'open';
create index orientation_feedback_page on orientation_feedback (tenant_id, page_id) where page_id is not null;
call protect_tenant_table('orientation_feedback');

-- How often pages were read: per day and language, no more. Counted by the server; nobody is told apart.
create table orientation_view (
  tenant_id uuid not null references tenant (id) on delete cascade,
  day date not null,
  -- What was read, below `/{district}/{language}`, e.g. `/ankommen/bankkonto`.
  path text not null check (length(path) <= 200),
  language text not null,
  -- Where it was read.
  via text not null check (via in ('web', 'kiosk', 'app')),
  views integer not null check (views > 0),
  primary key (tenant_id, day, path, language, via)
);
call protect_tenant_table('orientation_view');

-- Links in pages, visited every night; the directory keeps those of its own entries.
create table orientation_link (
  tenant_id uuid not null references tenant (id) on delete cascade,
  page_id uuid not null,
  language text not null,
  url text not null,
  result text not null default 'waiting'
    check (result in ('waiting', 'fine', 'redirected', 'moved', 'gone', 'soft_missing', 'refused', 'timeout', 'unreachable', 'internal')),
  target text,
  status integer,
  failures integer not null default 0,
  checked_at timestamptz,
  -- A person looked: "this is fine"; holds while the address stays.
  accepted_at timestamptz,
  accepted_by uuid,
  primary key (tenant_id, page_id, language, url),
  foreign key (tenant_id, page_id) references orientation_page (tenant_id, id) on delete cascade
);
create index orientation_link_due on orientation_link (tenant_id, checked_at nulls first);
call protect_tenant_table('orientation_link');
