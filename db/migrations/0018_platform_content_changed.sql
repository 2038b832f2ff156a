-- When a district last published something: interfaces for machines answer `Last-Modified` with it.

alter table tenant add column content_changed_at timestamptz not null default now();

create or replace function touch_content(changed_tenant uuid) returns void
  language sql
begin atomic
  update tenant set content_version = content_version + 1, content_changed_at = now() where id = changed_tenant;
  select pg_notify('content', changed_tenant::text);
end;
