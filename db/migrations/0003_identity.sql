-- Accounts, sessions, second factors and sign-on links (better-auth reads and writes these seven tables through the field
-- mapping in src/platform/identity/auth.ts), throttling of guesses, roles and invitations.
--
-- Accounts belong to the installation: one person may work for two districts with one password. What they may do in a
-- district is the district's own and lies behind its fence: role_assignment and identity_invitation.

create table identity_user (
  id uuid primary key,
  email text not null unique check (email = lower(email) and length(email) <= 254),
  -- True once the person has opened a link that went to this address, or the operator vouches for it.
  email_verified boolean not null default false,
  name text not null check (length(name) between 1 and 200),
  -- Known to better-auth, never used here.
  image text,
  -- Interface language of pages and mails.
  language text not null default 'de',
  two_factor_enabled boolean not null default false,
  -- Since when nobody can sign in to it; retention counts from here.
  deactivated_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table identity_session (
  id uuid primary key,
  user_id uuid not null references identity_user on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  -- Stays empty: the browser's name is enough to recognise one's own sessions.
  ip_address text,
  user_agent text,
  -- The session has proven possession: TOTP, backup code or passkey.
  second_factor boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index identity_session_user on identity_session (user_id);
create index identity_session_expiry on identity_session (expires_at);

-- How an account can be entered: provider 'credential' is the password, 'oidc' the sign-on server.
create table identity_account (
  id uuid primary key,
  user_id uuid not null references identity_user on delete cascade,
  provider_id text not null,
  account_id text not null,
  -- argon2id
  password text,
  -- Tokens of the sign-on server are not kept; better-auth wants the columns.
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index identity_account_user on identity_account (user_id);

-- Short-lived proofs: password reset, second-factor challenge, passkey challenge, state of a sign-on. Identifiers are hashed.
create table identity_verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index identity_verification_identifier on identity_verification (identifier);
create index identity_verification_expiry on identity_verification (expires_at);

-- Secret and backup codes are encrypted with a key derived from the master key.
create table identity_two_factor (
  id uuid primary key,
  user_id uuid not null unique references identity_user on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default false,
  failed_verification_count integer not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null default now()
);

create table identity_passkey (
  id uuid primary key,
  user_id uuid not null references identity_user on delete cascade,
  name text,
  credential_id text not null unique,
  public_key text not null,
  counter bigint not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz not null default now()
);
create index identity_passkey_user on identity_passkey (user_id);

-- Guesses of passwords and codes, counted under keyed hashes of account and address: nobody can read from this table who
-- tried to enter what from where.
create table identity_attempt (
  key bytea primary key,
  count integer not null,
  window_ends timestamptz not null
);
create index identity_attempt_window on identity_attempt (window_ends);

-- The account whose own rows the running statement may see. Null outside of one.
create function current_account() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.user', true), '')::uuid;

-- True in the few transactions that manage administrators of the whole installation.
create function is_installation_work() returns boolean
  language sql stable parallel safe
  return coalesce(current_setting('app.installation', true), '') = 'on';

create table role_assignment (
  id uuid primary key,
  user_id uuid not null references identity_user on delete cascade,
  -- Null: the whole installation, administrators only.
  tenant_id uuid references tenant on delete cascade,
  role text not null check (role in (
    'provider', 'volunteer', 'integration_officer', 'ki_staff', 'ki_lead', 'kim_coordination', 'case_manager',
    'authority_desk', 'school_authority', 'controlling', 'data_protection_officer', 'administrator'
  )),
  scope_kind text check (scope_kind in ('territory', 'organisation', 'team', 'area', 'person')),
  scope_id text check (length(scope_id) between 1 and 100),
  -- Account of the person who granted it, or the name of a command; not a reference, so that it survives its account.
  granted_by text not null,
  granted_at timestamptz not null,
  check ((scope_kind is null) = (scope_id is null)),
  check (tenant_id is not null or (role = 'administrator' and scope_kind is null)),
  unique nulls not distinct (tenant_id, user_id, role, scope_kind, scope_id)
);
create index role_assignment_user on role_assignment (user_id);

-- Not protect_tenant_table, for two reasons: every request of a signed-in person needs that person's roles in all
-- districts (which is what decides on the district's fence in the first place), and administrators of the installation
-- have no district. So a row shows itself to its district, to its own account, and to installation work; it is written by
-- its district or by installation work only, and never updated. Without a district and an account nothing is seen.
alter table role_assignment enable row level security;
alter table role_assignment force row level security;
create policy role_assignment_read on role_assignment for select
  using (tenant_id = current_tenant() or user_id = current_account() or (tenant_id is null and is_installation_work()));
create policy role_assignment_grant on role_assignment for insert
  with check (tenant_id = current_tenant() or (tenant_id is null and is_installation_work()));
create policy role_assignment_revoke on role_assignment for delete
  using (tenant_id = current_tenant() or (tenant_id is null and is_installation_work()));

-- The roles of one account everywhere, in one statement: asked on every request with a session.
create function roles_of_account(account uuid)
  returns table (id uuid, tenant_id uuid, role text, scope_kind text, scope_id text, granted_at timestamptz)
  language plpgsql as $$
declare
  before text := coalesce(current_setting('app.user', true), '');
begin
  perform set_config('app.user', account::text, true);
  return query
    select one.id, one.tenant_id, one.role, one.scope_kind, one.scope_id, one.granted_at
    from role_assignment one where one.user_id = account order by one.tenant_id nulls first, one.role, one.id;
  perform set_config('app.user', before, true);
end
$$;

create table identity_invitation (
  tenant_id uuid not null references tenant on delete cascade,
  id uuid not null,
  email text not null check (email = lower(email) and length(email) <= 254),
  -- Interface language of the mail, and of the account at first.
  language text not null,
  -- [{ role, scope: { kind, id } | null }]
  roles jsonb not null check (jsonb_typeof(roles) = 'array'),
  -- SHA-256 of the secret half of the link.
  token_hash bytea not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid,
  withdrawn_at timestamptz,
  -- Account of the person who invited, or the name of a command.
  invited_by text not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, token_hash)
);
create index identity_invitation_open on identity_invitation (tenant_id, created_at, id) where accepted_at is null and withdrawn_at is null;
create index identity_invitation_email on identity_invitation (tenant_id, email);
call protect_tenant_table('identity_invitation');
