-- What every later migration leans on: the platform's schema and the way a park's rows are kept
-- apart. The roles guiju_app, guiju_worker and guiju_auth exist before the first migration.

create schema if not exists platform;
comment on schema platform is 'What all domains share: migrations, outbox, files, park security';
grant usage on schema platform to guiju_app, guiju_worker, guiju_auth;

create function platform.current_park() returns text
  language sql stable parallel safe
  return nullif(current_setting('app.park', true), '');
comment on function platform.current_park() is
  'Code of the park this transaction works for; null, hence no rows, while it is not set';

create procedure platform.open_schema(name text, purpose text)
  language plpgsql as $$
begin
  execute format('create schema if not exists %I', name);
  execute format('comment on schema %I is %L', name, purpose);
  execute format('grant usage on schema %I to guiju_app, guiju_worker', name);
end $$;
comment on procedure platform.open_schema(text, text) is
  'Makes a domain''s schema and lets the application and the worker look into it';

create procedure platform.protect_by_park(protected regclass, access text default 'change')
  language plpgsql as $$
declare
  verbs text := case access
    when 'change' then 'select, insert, update, delete'
    when 'append' then 'select, insert'
    when 'read' then 'select'
  end;
begin
  if verbs is null then
    raise exception 'platform.protect_by_park: access is change, append or read, not %', access;
  end if;
  execute format('alter table %s enable row level security', protected);
  execute format('alter table %s force row level security', protected);
  execute format(
    'create policy park on %s using (park_id = platform.current_park())'
    ' with check (park_id = platform.current_park())', protected);
  execute format('grant %s on %s to guiju_app, guiju_worker', verbs, protected);
end $$;
comment on procedure platform.protect_by_park(regclass, text) is
  'Shuts a table with a park_id text column to rows of other parks and grants what access names';
