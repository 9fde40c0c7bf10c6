-- Base calendars: public facts that parks name by code and version. They belong to no park, so the
-- table has no park_id and nobody but the owner (the pack loader) writes it.

create table platform.calendar (
  code text not null,
  version text not null,
  data jsonb not null,
  loaded_at timestamptz not null default now(),
  primary key (code, version)
);
comment on table platform.calendar is 'Working days of a base pack by version; a version never changes';
comment on column platform.calendar.code is 'Code of the pack, such as calendars/cn';
comment on column platform.calendar.data is 'Notices by year, fixed holidays, regional notices (engines/calendar CalendarLayers without office)';
grant select on platform.calendar to guiju_app, guiju_worker;
