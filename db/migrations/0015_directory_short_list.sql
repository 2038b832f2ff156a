-- Directory: short lists that a counsellor hands over. The server holds them sealed: the key is in the link alone, so a
-- note that says more than it should cannot be read out of the database or a backup.

create table directory_short_list (
  tenant_id uuid not null references tenant (id) on delete cascade,
  -- SHA-256 of the name part of the link.
  id bytea not null check (length(id) = 32),
  sealed bytea not null check (length(sealed) <= 65536),
  expires_at timestamptz not null,
  primary key (tenant_id, id)
);
create index directory_short_list_expiry on directory_short_list (tenant_id, expires_at);
call protect_tenant_table('directory_short_list');
