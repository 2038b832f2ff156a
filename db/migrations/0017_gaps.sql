-- Gaps: what is missing where. The board is worked out on read; stored is only what people made of it.

create table gap_commission (
  tenant_id uuid not null references tenant (id) on delete cascade,
  id uuid not null,
  -- The cell of the board: top category or leaf, ISO 639-3 code or '', target group or '', AGS.
  topic text not null,
  language text not null default '',
  target text not null default '',
  town text not null,
  reason text not null,
  -- Task of the networks module that somebody has because of it.
  task_id uuid,
  -- Until when something should be there; the task's day at first.
  due_on date,
  state text not null default 'open' check (state in ('open', 'closed')),
  -- What the board said on the day, so that it can be told later whether it helped.
  evidence jsonb not null default '{}',
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  closed_at timestamptz,
  primary key (tenant_id, id)
);
create index gap_commission_list on gap_commission (tenant_id, state, created_at desc, id);
call protect_tenant_table('gap_commission');
