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
  -- Day on which the stage began; null: never left the first.
  add column stage_on date,
  -- Interface language → day on which somebody last found that language's texts right.
  add column languages_confirmed jsonb not null default '{}';
create index directory_entry_stage on directory_entry (tenant_id, stage, confirmed_on) where published_version is not null;

alter table directory_public_offer
  add column stage text not null default 'fresh',
  add column languages_confirmed jsonb not null default '{}';

-- Staff are talking to the organisation: until this day it gets no mails, and none of its offers goes a stage further.
create table directory_upkeep_pause (
  tenant_id uuid not null,
  organisation_id uuid not null,
  until date not null,
  reason text not null default '',
  primary key (tenant_id, organisation_id),
  foreign key (tenant_id, organisation_id) references directory_entry (tenant_id, id) on delete cascade
);
call protect_tenant_table('directory_upkeep_pause');

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
create index directory_link_result on directory_link (tenant_id, result, entry_id, field, url);
call protect_tenant_table('directory_link');

-- Who is named in an offer as the person to ask: columns beside the document, so that the register finds, erases and
-- forgets them like any other personal data (decision 23). Filled from the document; emptied, they empty the document.
alter table directory_version
  add column contact_name text,
  add column contact_email text,
  add column contact_consent_until date;
create index directory_version_contact on directory_version (tenant_id, contact_consent_until) where contact_name is not null;

create function without_contact_person(content jsonb) returns jsonb
  language sql immutable
  return case
    when content -> 'contact' #- '{person}' #- '{consentUntil}' #- '{phone}' #- '{email}' = '{}' then content - 'contact'
    else content #- '{contact,person}' #- '{contact,consentUntil}' #- '{contact,phone}' #- '{contact,email}'
  end;

create function note_contact_person() returns trigger
  language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.contact_name is not null and new.contact_name is null then
    new.content := without_contact_person(new.content);
    new.contact_email := null;
    new.contact_consent_until := null;
    update directory_public_offer offer set content = without_contact_person(offer.content)
      where offer.tenant_id = new.tenant_id and offer.offer_id = new.entry_id and offer.content #>> '{contact,person}' = old.contact_name;
  else
    new.contact_name := new.content #>> '{contact,person}';
    new.contact_email := case when new.contact_name is not null then new.content #>> '{contact,email}' end;
    new.contact_consent_until := (new.content #>> '{contact,consentUntil}')::date;
  end if;
  return new;
end
$$;
create trigger directory_version_contact_new before insert on directory_version for each row
  when (new.content #> '{contact,person}' is not null) execute function note_contact_person();
create trigger directory_version_contact_changed before update on directory_version for each row
  when (old.contact_name is not null or new.content #> '{contact,person}' is not null) execute function note_contact_person();
