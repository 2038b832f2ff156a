-- Directory: staying true. Who was asked, when an entry was last found right, what follows when nobody answers.

-- After how many days without confirmation which stage begins; '' is the rule for all categories without one of their own.
create table directory_upkeep_rule (
  tenant_id uuid not null references tenant (id) on delete cascade,
  category text not null,
  -- "Not confirmed for a while" is shown, and the provider gets a mail.
  badge_days integer not null check (badge_days between 7 and 3650),
  remind_days integer not null,
  -- Listed below what is confirmed.
  demote_days integer not null,
  -- No longer public until somebody confirms it.
  hide_days integer not null,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, category),
  check (badge_days <= remind_days and remind_days <= demote_days and demote_days <= hide_days)
);
call protect_tenant_table('directory_upkeep_rule');

alter table directory_entry
  add column stage text not null default 'fresh' check (stage in ('fresh', 'badge', 'reminded', 'demoted', 'hidden')),
  -- Interface language → day on which somebody last found that language's texts right.
  add column languages_confirmed jsonb not null default '{}';
create index directory_entry_stage on directory_entry (tenant_id, stage, confirmed_on) where published_version is not null;

alter table directory_public_offer
  add column stage text not null default 'fresh',
  add column languages_confirmed jsonb not null default '{}';

-- One mail to one organisation, with the link under which it sees and confirms all its offers.
create table directory_confirmation (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  email text not null,
  -- SHA-256 of the secret in the link.
  token_hash bytea not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  -- Null: nobody has answered yet.
  finished_at timestamptz,
  confirmed integer not null default 0,
  corrected integer not null default 0,
  primary key (tenant_id, id),
  foreign key (tenant_id, organisation_id) references directory_entry (tenant_id, id) on delete cascade
);
create unique index directory_confirmation_token on directory_confirmation (token_hash);
create index directory_confirmation_organisation on directory_confirmation (tenant_id, organisation_id, sent_at desc);
call protect_tenant_table('directory_confirmation');

-- One address in a published entry, and what came of visiting it.
create table directory_link (
  tenant_id uuid not null,
  entry_id uuid not null,
  field text not null,
  url text not null,
  result text not null default 'waiting'
    check (result in ('waiting', 'fine', 'redirected', 'moved', 'gone', 'soft_missing', 'refused', 'timeout', 'unreachable', 'internal')),
  -- Where a redirect ends; status code of the last answer.
  target text,
  status integer,
  failures integer not null default 0,
  checked_at timestamptz,
  -- A person looked: "this is fine"; holds while the address stays.
  accepted_at timestamptz,
  accepted_by uuid,
  primary key (tenant_id, entry_id, field, url),
  foreign key (tenant_id, entry_id) references directory_entry (tenant_id, id) on delete cascade
);
create index directory_link_due on directory_link (tenant_id, checked_at nulls first);
call protect_tenant_table('directory_link');
