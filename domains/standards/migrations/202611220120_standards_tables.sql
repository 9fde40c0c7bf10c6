-- The standards system a park works by: its tree, its standards or empty slots, editions, clauses.

call platform.open_schema('standards', 'Standards system, standards, editions, clauses');

create table standards.system (
  park_id text not null,
  code text not null,
  title jsonb not null,
  published_on date,
  effective_on date,
  source jsonb,
  tree jsonb not null,
  primary key (park_id, code)
);
comment on table standards.system is 'A standards system (标准体系) with its tree of classes; the tree is data, not a fixed list';
comment on column standards.system.tree is 'Nested {id, title, children}';
comment on column standards.system.source is 'Where the system is described, localized; null where it is the park''s own';
call platform.protect_by_park('standards.system');

create table standards.standard (
  park_id text not null,
  code text not null,
  system text not null,
  position text not null,
  number text,
  title jsonb,
  level text not null check (level in ('national', 'industry', 'local', 'group', 'park')),
  tree text not null,
  responsible jsonb not null,
  slot boolean not null default false,
  sample boolean not null default false,
  ordinal integer not null,
  primary key (park_id, code)
);
comment on table standards.standard is 'A standard of the system, or an empty slot where the source names none';
comment on column standards.standard.position is '体系编号: place in the system, not the issued number';
comment on column standards.standard.number is '标准号 as issued; null in a slot';
comment on column standards.standard.level is 'Level of issue, independent of the place in the tree (A-03)';
comment on column standards.standard.responsible is 'Responsible body, localized; nothing is published without one';
create unique index standard_by_number on standards.standard (park_id, number) where number is not null;
call platform.protect_by_park('standards.standard');

create table standards.edition (
  park_id text not null,
  standard text not null,
  edition text not null,
  published_on date,
  effective_on date,
  note jsonb,
  ordinal integer not null,
  primary key (park_id, standard, edition)
);
comment on table standards.edition is 'An edition; it applies from effective_on until the next one does. Null: the source gives no date';
call platform.protect_by_park('standards.edition');

create table standards.clause (
  park_id text not null,
  standard text not null,
  edition text not null,
  id text not null,
  title jsonb not null,
  text jsonb,
  kind text not null check (kind in ('requirement', 'recommendation', 'permission', 'statement', 'parameter')),
  ordinal integer not null,
  primary key (park_id, standard, edition, id)
);
comment on table standards.clause is 'A clause of an edition; id is its number in the text, such as 5.2';
call platform.protect_by_park('standards.clause');
