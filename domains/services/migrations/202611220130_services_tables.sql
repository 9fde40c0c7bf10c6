-- Definitions a park has published, each an immutable bundle, and the drafts of next editions.

call platform.open_schema('services', 'Service definitions, their bundles, and revisions');

create table services.class (
  park_id text not null,
  code text not null,
  for_needs boolean not null default false,
  title jsonb not null,
  position integer not null,
  sample boolean not null default false,
  primary key (park_id, for_needs, code)
);
comment on column services.class.for_needs is 'Whether it sorts needs (需求) or the services of the catalogue';
comment on table services.class is 'Classes of the catalogue; an unnamed class of the source is an empty slot';
comment on column services.class.title is 'Localized text: zh-CN always, en if given';
comment on column services.class.position is 'Order in the catalogue, from 0';
call platform.protect_by_park('services.class');

create table services.bundle (
  park_id text not null,
  hash text not null,
  service text not null,
  edition text not null,
  released_on date not null,
  effective_on date not null,
  replaced_on date,
  definition jsonb not null,
  parts jsonb not null,
  standard text not null,
  clause text not null,
  class text not null,
  need boolean not null,
  sample boolean not null default false,
  search tsvector not null,
  published_at timestamptz not null,
  primary key (park_id, hash),
  unique (park_id, service, edition)
);
comment on table services.bundle is 'A published edition of a definition with all it refers to; never changed but for replaced_on';
comment on column services.bundle.hash is 'SHA-256 of the canonical JSON of definition and parts, hex';
comment on column services.bundle.edition is 'Edition as people cite it, such as 2014 or 2026-1';
comment on column services.bundle.effective_on is 'First park day on which cases are filed under it';
comment on column services.bundle.replaced_on is 'First park day on which a later edition applies';
comment on column services.bundle.parts is 'Everything the definition refers to: clause texts, tables, templates, by kind and code';
comment on column services.bundle.standard is 'Number of the standard it carries out';
comment on column services.bundle.search is 'Segmented words, pinyin and initials of title, summary and class';
create index bundle_of_service on services.bundle (park_id, service, effective_on desc);
create index bundle_search on services.bundle using gin (search);
create index bundle_of_standard on services.bundle (park_id, standard);
call platform.protect_by_park('services.bundle');

create table services.revision (
  park_id text not null,
  id uuid not null,
  service text not null,
  clause text not null,
  base_hash text not null,
  state text not null check (state in ('draft', 'published')),
  reason text not null,
  changes jsonb not null,
  version integer not null default 1,
  opened_at timestamptz not null,
  opened_by text not null,
  published_hash text,
  primary key (park_id, id)
);
comment on table services.revision is 'Drafts of a next edition, made in the browser from listed changes';
comment on column services.revision.changes is 'Array of Change (services/model.ts)';
comment on column services.revision.version is 'Counts the saves; the ETag of the draft';
create index revision_of_service on services.revision (park_id, service, opened_at desc);
call platform.protect_by_park('services.revision');
