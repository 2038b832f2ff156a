-- Directory: proposals by visitors without an account, and what keeps them in bounds.

-- Proof-of-work puzzles that were handed in with a proposal; each counts once. Rows go when the puzzle has run out.
create table directory_spent_puzzle (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id bytea not null check (length(id) = 32),
  expires_at timestamptz not null,
  primary key (tenant_id, id)
);
call protect_tenant_table('directory_spent_puzzle');

-- False: sent without JavaScript, so only the confirmation by mail and a small hourly budget stand behind it.
alter table directory_version add column puzzle_solved boolean not null default false;

-- Counts what waits for its confirmation (budget), and finds what was never confirmed (clearing after a week).
create index directory_version_unconfirmed on directory_version (tenant_id, created_at) where state = 'unconfirmed';
