-- What is asked and decided. The journal is the truth: every table here but files, drafts and
-- number blocks is a projection that `guiju rebuild` makes again from the streams `case/…`,
-- `record/…` and `visit/…`.

call platform.open_schema('cases', 'Cases and needs, their queues, service records, visits');

create table cases."case" (
  park_id text not null,
  number text not null,
  service text not null,
  service_title jsonb not null,
  bundle text not null,
  edition text not null,
  need boolean not null,
  need_class text,
  summary text not null,
  phase text not null,
  end_id text,
  adverse boolean not null default false,
  holder_role text,
  holder_node text,
  holder_person text,
  roles text[] not null default '{}',
  channel text not null,
  applicant_id text,
  applicant_name text not null,
  filed_by text not null,
  filed_at timestamptz not null,
  updated_at timestamptz not null,
  progressed_at timestamptz not null,
  resolved_at timestamptz,
  closed_at timestamptz,
  reopened integer not null default 0,
  due_at timestamptz,
  due_promised timestamptz,
  due_statutory timestamptz,
  due_response timestamptz,
  due_step timestamptz,
  suspended boolean not null default false,
  left_minutes integer,
  same_day boolean not null default false,
  next_check_at timestamptz,
  seq integer not null,
  state jsonb not null,
  answers jsonb not null,
  files jsonb not null default '[]',
  remarks jsonb not null default '[]',
  imported boolean not null default false,
  search tsvector not null,
  primary key (park_id, number)
);
comment on table cases."case" is 'One line a case: its fold (state) and what queues are sorted and searched by';
comment on column cases."case".bundle is 'Hash of the bundle the case is pinned to';
comment on column cases."case".phase is 'Status word of the window, see cases/model phases';
comment on column cases."case".end_id is 'The end of the definition the case reached; null while open';
comment on column cases."case".roles is 'Roles that may act now: of every active branch';
comment on column cases."case".filed_by is 'User id of whoever filed it (personal)';
comment on column cases."case".applicant_name is 'Name of the asking party as given (personal where a person)';
comment on column cases."case".progressed_at is 'Last act that moved the matter: not urging, copying, rungs';
comment on column cases."case".due_at is 'Earliest due of the running clocks, a cache; null while suspended or stopped';
comment on column cases."case".left_minutes is 'Working minutes left of a suspended clock, for sorting';
comment on column cases."case".same_day is 'Whether a running clock asks for action on the day of receipt';
comment on column cases."case".next_check_at is 'When the worker must look next: a rung, an overdue step, a suspension at its maximum';
comment on column cases."case".seq is 'Events folded into state; the ETag';
comment on column cases."case".state is 'engines/process State';
comment on column cases."case".answers is 'Answers of the form by field id (personal)';
comment on column cases."case".files is 'Materials handed in: material, file id, name, bytes';
create index case_by_due on cases."case" (park_id, due_at) where end_id is null;
create index case_by_check on cases."case" (park_id, next_check_at) where next_check_at is not null;
create index case_by_applicant on cases."case" (park_id, applicant_id, updated_at desc);
create index case_by_filer on cases."case" (park_id, filed_by, updated_at desc);
create index case_by_filed on cases."case" (park_id, need, filed_at desc);
create index case_by_holder on cases."case" (park_id, holder_node) where end_id is null;
create index case_search on cases."case" using gin (search);
call platform.protect_by_park('cases."case"');

create table cases.number_block (
  park_id text not null,
  year integer not null,
  next integer not null,
  primary key (park_id, year)
);
comment on table cases.number_block is 'Next unleased case number of a year; servers lease blocks, gaps are allowed';
call platform.protect_by_park('cases.number_block');

create table cases.draft (
  park_id text not null,
  owner text not null,
  service text not null,
  bundle text not null,
  answers jsonb not null,
  saved_at timestamptz not null,
  primary key (park_id, owner, service)
);
comment on table cases.draft is 'A form not yet submitted; owner is a user id, answers are personal';
call platform.protect_by_park('cases.draft');

create table cases.file (
  park_id text not null,
  id uuid not null,
  key text not null,
  name text not null,
  media_type text not null,
  size_bytes integer not null,
  owner text not null,
  added_at timestamptz not null,
  primary key (park_id, id)
);
comment on table cases.file is 'Documents handed in; key is the name in the file store, owner the user id';
call platform.protect_by_park('cases.file');

create table cases.service_record (
  park_id text not null,
  id uuid not null,
  service text not null,
  service_title jsonb not null,
  node text not null,
  organisation text not null,
  line text not null,
  at timestamptz not null,
  occurred_at timestamptz,
  by_post text not null,
  need_number text,
  demo boolean not null,
  primary key (park_id, id)
);
comment on table cases.service_record is '服务记录: one line each; a service is not a need (A-13)';
comment on column cases.service_record.by_post is 'Role and node of who recorded it, not a name';
create index service_record_by_time on cases.service_record (park_id, at desc);
call platform.protect_by_park('cases.service_record');

create table cases.visit (
  park_id text not null,
  id uuid not null,
  node text not null,
  organisation text not null,
  visited_on date not null,
  summary text not null,
  at timestamptz not null,
  by_post text not null,
  demo boolean not null,
  primary key (park_id, id)
);
comment on table cases.visit is '走访: visits to firms';
create index visit_by_time on cases.visit (park_id, at desc);
call platform.protect_by_park('cases.visit');

create table cases.week_decision (
  park_id text not null,
  number text not null,
  week text not null,
  who text not null,
  what text not null,
  due_on date not null,
  at timestamptz not null,
  by_post text not null,
  primary key (park_id, number, week)
);
comment on table cases.week_decision is '周推进: who does what until when, one a case and week; week is the Monday';
call platform.protect_by_park('cases.week_decision');

create table cases.rating (
  park_id text not null,
  number text not null,
  round integer not null,
  level smallint not null check (level between 1 and 5),
  words text not null,
  at timestamptz not null,
  primary key (park_id, number, round)
);
comment on table cases.rating is '好差评: five levels (GB/T 39734—2020); who rated is never shown to the one rated';
call platform.protect_by_park('cases.rating');
