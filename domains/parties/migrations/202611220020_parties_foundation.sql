-- Parks, the 1+5+N network, organisations, and who does what where.

call platform.open_schema('parties', 'Parks, nodes, organisations, people, roles, mandates');

create table parties.park (
  park_id text primary key,
  title jsonb not null,
  demo boolean not null,
  zone text not null,
  calendar text,
  office jsonb not null,
  roles jsonb not null,
  policy jsonb not null default '{}'
);
comment on table parties.park is 'A park: one tenant. Its title and zone are public';
comment on column parties.park.park_id is 'Code of the park, as in its address';
comment on column parties.park.title is 'Localized text: zh-CN always, en if given';
comment on column parties.park.demo is 'All its data is demonstration data and is marked so';
comment on column parties.park.zone is 'IANA name of its time zone';
comment on column parties.park.calendar is 'The base pack its national calendar comes from';
comment on column parties.park.office is 'Office hours: windows, weekdays, extra and shortened days';
comment on column parties.park.roles is 'Role code to localized title; posts, never people';
comment on column parties.park.policy is 'The park''s own switches, by name';
call platform.protect_by_park('parties.park');
-- The list of parks stands on the home page, before any park is chosen.
create policy listed on parties.park for select using (true);

create table parties.node (
  park_id text not null,
  code text not null,
  title jsonb not null,
  level text not null check (level in ('trunk', 'branch', 'leaf', 'desk')),
  parent text,
  office jsonb,
  sample boolean not null default false,
  position integer not null,
  primary key (park_id, code),
  foreign key (park_id, parent) references parties.node (park_id, code) deferrable
);
comment on table parties.node is 'A service point or desk of the network (干 trunk, 枝 branch, 叶 leaf)';
comment on column parties.node.parent is 'The node it escalates to; null at the root';
comment on column parties.node.office is 'Own office hours; null means the park''s';
comment on column parties.node.sample is 'Made up for the demonstration: the source names no such node';
comment on column parties.node.position is 'Order in the pack, from 0';
call platform.protect_by_park('parties.node');

create table parties.organisation (
  park_id text not null,
  id text not null,
  name text not null,
  uscc text,
  sample boolean not null default false,
  primary key (park_id, id),
  unique (park_id, uscc)
);
comment on table parties.organisation is 'A firm or body that asks for services';
comment on column parties.organisation.uscc is '统一社会信用代码 (GB 32100—2015), both checks passed';
call platform.protect_by_park('parties.organisation');

create table parties.person (
  park_id text not null,
  user_id text not null,
  name text not null,
  email text not null,
  primary key (park_id, user_id)
);
comment on table parties.person is 'A user as this park knows them; accounts themselves are in auth';
comment on column parties.person.name is 'Personal: shown to colleagues; posts carry the post''s name';
comment on column parties.person.email is 'Personal: the address of the account';
call platform.protect_by_park('parties.person');

create table parties.membership (
  park_id text not null,
  user_id text not null,
  role text not null,
  node text not null,
  substitutes_for text,
  primary key (park_id, user_id, role, node),
  foreign key (park_id, user_id) references parties.person (park_id, user_id),
  foreign key (park_id, node) references parties.node (park_id, code)
);
comment on table parties.membership is 'A role somebody holds at a node';
comment on column parties.membership.substitutes_for is
  'User whose absence makes this role count (AB 角); null: it always counts';
create index membership_by_role on parties.membership (park_id, role, node);
call platform.protect_by_park('parties.membership');

create table parties.absence (
  park_id text not null,
  user_id text not null,
  from_day date not null,
  to_day date not null check (to_day >= from_day),
  primary key (park_id, user_id, from_day),
  foreign key (park_id, user_id) references parties.person (park_id, user_id)
);
comment on table parties.absence is 'Days somebody is away, both included; substitutes then act';
call platform.protect_by_park('parties.absence');

create table parties.mandate (
  park_id text not null,
  id text not null,
  user_id text not null,
  organisation_id text not null,
  granted_on date not null,
  ends_on date,
  primary key (park_id, id),
  unique (park_id, user_id, organisation_id),
  foreign key (park_id, user_id) references parties.person (park_id, user_id),
  foreign key (park_id, organisation_id) references parties.organisation (park_id, id)
);
comment on table parties.mandate is 'Somebody may act for an organisation (授权)';
comment on column parties.mandate.ends_on is 'Last day of the mandate; null: until withdrawn';
call platform.protect_by_park('parties.mandate');
