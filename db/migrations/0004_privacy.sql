-- Requests of persons about their own data, and holds that stop deletion.

-- Somebody asks what is known about them (Art. 15 GDPR) or wants it deleted (Art. 17); to be answered within a month.
create table privacy_request (
  tenant_id uuid not null references tenant on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('access', 'erasure')),
  -- The address under which the person is looked for; their identity has been checked by whoever enters it.
  email text not null check (email = lower(email) and length(email) <= 254),
  received_on date not null,
  -- Art. 12 (3) GDPR: one month after receipt.
  due_on date not null check (due_on >= received_on),
  -- Account of the person who entered it.
  entered_by text not null,
  created_at timestamptz not null,
  answered_at timestamptz,
  answered_by text,
  -- Erasure: table → { deleted, anonymised, held, kept }; numbers only.
  outcome jsonb,
  primary key (tenant_id, id),
  check ((answered_at is null) = (answered_by is null))
);
create index privacy_request_due on privacy_request (tenant_id, due_on, id) where answered_at is null;
create index privacy_request_answered on privacy_request (tenant_id, answered_at, id) where answered_at is not null;
create index privacy_request_email on privacy_request (tenant_id, email);
call protect_tenant_table('privacy_request');

-- What must not be deleted yet, e.g. while a lawsuit is pending (Art. 17 (3) e, Art. 18 (1) c GDPR): a person wherever the
-- register finds them, a whole table, or one row of it.
create table privacy_hold (
  tenant_id uuid not null references tenant on delete cascade,
  id uuid not null,
  email text check (email = lower(email) and length(email) <= 254),
  -- Account id of the same person, when there was one.
  user_id text,
  table_name text,
  -- Value of the row's column `id`.
  row_id text,
  reason text not null check (length(reason) between 1 and 1000),
  placed_by text not null,
  placed_at timestamptz not null,
  released_by text,
  released_at timestamptz,
  primary key (tenant_id, id),
  check ((email is not null) <> (table_name is not null)),
  check (user_id is null or email is not null),
  check (row_id is null or table_name is not null),
  check ((released_at is null) = (released_by is null))
);
create index privacy_hold_active on privacy_hold (tenant_id, placed_at, id) where released_at is null;
create index privacy_hold_email on privacy_hold (tenant_id, email);
call protect_tenant_table('privacy_hold');
