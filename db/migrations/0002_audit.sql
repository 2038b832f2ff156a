-- The audit log: who did what to which record, append-only and hash-chained per district.
--
-- A line is inserted without number, time and hash; a deferred trigger gives it these right before the commit. The
-- chain's lock is thus held for the last moment of a transaction only: taken at the insert it would deadlock with the
-- row locks of the use case (one transaction audits and then updates a row, the other the reverse), and sequence numbers
-- would not follow the order of commits.
--
-- What concerns no district (an installation-wide sign-in, a backup) is a chain of its own under the nil UUID: the same
-- table, the same trigger, the same proof. There is no foreign key to tenant: the log outlives its district.

create table audit_entry (
  tenant_id uuid not null,
  id uuid not null,
  -- 1, 2, 3 … without a gap in each chain; null only inside the transaction that writes the line.
  sequence bigint,
  at timestamptz,
  actor_kind text not null check (actor_kind in ('visitor', 'user', 'system')),
  -- Account of a user. Names and addresses of people are not kept here: an erased account leaves a bare number.
  actor_id text,
  -- Name of a job or command.
  actor_name text,
  action text not null check (action ~ '^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$'),
  subject_type text not null,
  subject_id text,
  details jsonb not null default '{}' check (jsonb_typeof(details) = 'object'),
  request_id text not null,
  previous_hash bytea,
  hash bytea,
  primary key (tenant_id, id),
  unique (tenant_id, sequence),
  check ((actor_kind = 'user') = (actor_id is not null)),
  check ((actor_kind = 'system') = (actor_name is not null))
);
create index audit_entry_at on audit_entry (tenant_id, at);
create index audit_entry_action on audit_entry (tenant_id, action, sequence);
create index audit_entry_actor on audit_entry (tenant_id, actor_id, sequence) where actor_id is not null;
create index audit_entry_subject on audit_entry (tenant_id, subject_type, subject_id, sequence);
call protect_tenant_table('audit_entry');

-- The end of each chain, so that lines cut off at the end are missed.
create table audit_head (
  tenant_id uuid primary key,
  sequence bigint not null,
  hash bytea not null
);
call protect_tenant_table('audit_head');

-- The last head that the program has checked and signed with a key the database does not know.
create table audit_seal (
  tenant_id uuid primary key,
  sequence bigint not null,
  hash bytea not null,
  sealed_at timestamptz not null,
  mac bytea not null
);
call protect_tenant_table('audit_seal');

-- One field of a line: its length in bytes, a colon, the text; `~` for null. No two lines can read the same.
create function audit_field(value text) returns text
  language sql immutable parallel safe
  return coalesce(octet_length(value) || ':' || value, '~');

-- The text whose SHA-256 is the line's hash. src/platform/audit/line.ts builds the same one, so that the proof does not
-- have to trust this function.
create function audit_line(entry audit_entry) returns text
  language sql immutable parallel safe
  return audit_field(encode((entry).previous_hash, 'hex'))
    || audit_field((entry).tenant_id::text)
    || audit_field((entry).sequence::text)
    || audit_field((entry).id::text)
    || audit_field(to_char((entry).at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
    || audit_field((entry).actor_kind)
    || audit_field((entry).actor_id)
    || audit_field((entry).actor_name)
    || audit_field((entry).action)
    || audit_field((entry).subject_type)
    || audit_field((entry).subject_id)
    || audit_field((entry).details::text)
    || audit_field((entry).request_id);

create function chain_audit_entry() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
declare
  entry audit_entry;
  head audit_head;
  -- A line of the installation's chain may be written by a transaction that is fenced to a district.
  fence text := current_setting('app.tenant', true);
begin
  perform set_config('app.tenant', new.tenant_id::text, true);
  perform pg_advisory_xact_lock(hashtextextended('audit ' || new.tenant_id, 0));
  select * into head from audit_head where tenant_id = new.tenant_id;
  select * into entry from audit_entry where tenant_id = new.tenant_id and id = new.id;
  entry.sequence := coalesce(head.sequence, 0) + 1;
  entry.previous_hash := coalesce(head.hash, decode(repeat('00', 32), 'hex'));
  entry.at := clock_timestamp();
  entry.hash := sha256(convert_to(audit_line(entry), 'UTF8'));
  update audit_entry
    set sequence = entry.sequence, at = entry.at, previous_hash = entry.previous_hash, hash = entry.hash
    where tenant_id = new.tenant_id and id = new.id;
  insert into audit_head (tenant_id, sequence, hash) values (new.tenant_id, entry.sequence, entry.hash)
    on conflict (tenant_id) do update set sequence = excluded.sequence, hash = excluded.hash;
  perform set_config('app.tenant', coalesce(fence, ''), true);
  return null;
end
$$;

create constraint trigger chain after insert on audit_entry
  deferrable initially deferred for each row execute function chain_audit_entry();

create function refuse_audit_change() returns trigger
  language plpgsql as $$
begin
  -- The one update there is: the trigger above completes the line of its own transaction.
  if tg_op = 'UPDATE' and old.hash is null and new.hash is not null then
    return new;
  end if;
  raise exception 'The audit log is append-only: % refused.', lower(tg_op) using errcode = 'insufficient_privilege';
end
$$;

create trigger append_only before update or delete on audit_entry for each row execute function refuse_audit_change();
create trigger append_only_whole before truncate on audit_entry execute function refuse_audit_change();

revoke all on audit_entry, audit_head from {{app_role}};
grant select on audit_entry, audit_head to {{app_role}};
-- Number, time and hashes are not the application's to choose.
grant insert (tenant_id, id, actor_kind, actor_id, actor_name, action, subject_type, subject_id, details, request_id)
  on audit_entry to {{app_role}};
revoke delete on audit_seal from {{app_role}};

-- The application adds a job in its own transaction without reaching the tables of the job queue.
-- Twelve attempts with graphile-worker's back-off (e^attempt seconds, at most six hours) last about a day.
create function enqueue_job(job_name text, payload json, run_at timestamptz, job_key text, priority integer) returns void
  language sql security definer set search_path = pg_catalog
as $$
  select graphile_worker.add_job(
    identifier => job_name, payload => payload, run_at => run_at, max_attempts => 12, job_key => job_key, priority => priority
  )
$$;
revoke execute on function enqueue_job from public;
grant execute on function enqueue_job to {{app_role}};

-- What monitoring may know about the queue: numbers, no payloads.
create function job_counts() returns table (job_name text, state text, count bigint, oldest timestamptz)
  language sql stable security definer set search_path = pg_catalog
as $$
  select tasks.identifier,
    case
      when jobs.locked_at is not null then 'running'
      when jobs.attempts >= jobs.max_attempts then 'dead'
      when jobs.attempts > 0 then 'retrying'
      when jobs.run_at > now() then 'scheduled'
      else 'waiting'
    end,
    count(*), min(jobs.run_at)
  from graphile_worker._private_jobs jobs join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id
  group by 1, 2
$$;
revoke execute on function job_counts from public;
grant execute on function job_counts to {{app_role}};
