-- Directory: finding entries that may be one, and merging them so that nothing is lost.

alter table directory_entry
  -- The entry that stands for this one since a merge; its addresses lead there for good.
  add column merged_into uuid,
  -- When its keys were last worked out; older than `updated_at`: it is looked at again.
  add column duplicates_checked_at timestamptz,
  add foreign key (tenant_id, merged_into) references directory_entry (tenant_id, id) on delete set null (merged_into);
create index directory_entry_merged on directory_entry (tenant_id, merged_into) where merged_into is not null;
create index directory_entry_unchecked on directory_entry (tenant_id, updated_at)
  where duplicates_checked_at is null or duplicates_checked_at < updated_at;

-- What two entries can meet in: words of the name, phone, e-mail, web address, street, point (model/duplicates/keys.ts).
-- A plain B-tree of equal words, because row-level security lets no trigram index be used.
create table directory_duplicate_key (
  tenant_id uuid not null,
  key text not null,
  entry_id uuid not null,
  primary key (tenant_id, key, entry_id),
  foreign key (tenant_id, entry_id) references directory_entry (tenant_id, id) on delete cascade
);
create index directory_duplicate_key_entry on directory_duplicate_key (tenant_id, entry_id);
call protect_tenant_table('directory_duplicate_key');

-- One merge: who went into whom, and everything that was moved, so that it can be taken back.
create table directory_merge (
  tenant_id uuid not null,
  id uuid not null,
  kept_id uuid not null,
  gone_id uuid not null,
  -- Public versions before and after; null: it was not public.
  kept_version_before integer,
  kept_version_after integer not null,
  gone_version_before integer,
  -- { offers, corrections, records, confirmations, proposals, accounts }: ids of what changed hands.
  moved jsonb not null default '{}' check (jsonb_typeof(moved) = 'object'),
  merged_by uuid,
  merged_at timestamptz not null,
  undone_by uuid,
  undone_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, kept_id) references directory_entry (tenant_id, id) on delete cascade,
  foreign key (tenant_id, gone_id) references directory_entry (tenant_id, id) on delete cascade
);
create index directory_merge_list on directory_merge (tenant_id, merged_at desc, id);
create index directory_merge_kept on directory_merge (tenant_id, kept_id);
create index directory_merge_gone on directory_merge (tenant_id, gone_id);
call protect_tenant_table('directory_merge');
