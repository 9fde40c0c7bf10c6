-- The schema of this program's database after all migrations. Generated, never edited:
--   node tools/run.mjs platform/db/write-schema.ts
-- A test compares it with a migrated database. The job queue's schema is its package's.

-- schemas

create schema auth;
comment on schema auth is 'Accounts and sessions of sign-in; no data of any domain';
create schema cases;
comment on schema cases is 'Cases and needs, their queues, service records, visits';
create schema journal;
comment on schema journal is 'Append-only journal of all domains and its transparency log';
create schema parties;
comment on schema parties is 'Parks, nodes, organisations, people, roles, mandates';
create schema platform;
comment on schema platform is 'What all domains share: migrations, outbox, files, park security';
create schema services;
comment on schema services is 'Service definitions, their bundles, and revisions';
create schema standards;
comment on schema standards is 'Standards system, standards, editions, clauses';

-- tables

create table auth.account (
  id text not null,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamp with time zone,
  "refreshTokenExpiresAt" timestamp with time zone,
  scope text,
  password text,
  "createdAt" timestamp with time zone not null default CURRENT_TIMESTAMP,
  "updatedAt" timestamp with time zone not null
);
create table auth."rateLimit" (
  id text not null,
  key text not null,
  count integer not null,
  "lastRequest" bigint not null
);
create table auth.session (
  id text not null,
  "expiresAt" timestamp with time zone not null,
  token text not null,
  "createdAt" timestamp with time zone not null default CURRENT_TIMESTAMP,
  "updatedAt" timestamp with time zone not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null
);
create table auth."user" (
  id text not null,
  name text not null,
  email text not null,
  "emailVerified" boolean not null,
  image text,
  "createdAt" timestamp with time zone not null default CURRENT_TIMESTAMP,
  "updatedAt" timestamp with time zone not null default CURRENT_TIMESTAMP
);
create table auth.verification (
  id text not null,
  identifier text not null,
  value text not null,
  "expiresAt" timestamp with time zone not null,
  "createdAt" timestamp with time zone not null default CURRENT_TIMESTAMP,
  "updatedAt" timestamp with time zone not null default CURRENT_TIMESTAMP
);
create table cases.asked (
  park_id text not null,
  number text not null,
  person text not null,
  verb text not null,
  at timestamp with time zone not null
);
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
  roles text[] not null default '{}'::text[],
  channel text not null,
  applicant_id text,
  applicant_name text not null,
  filed_by text not null,
  filed_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  progressed_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  reopened integer not null default 0,
  due_at timestamp with time zone,
  due_promised timestamp with time zone,
  due_statutory timestamp with time zone,
  due_response timestamp with time zone,
  due_step timestamp with time zone,
  suspended boolean not null default false,
  left_minutes integer,
  same_day boolean not null default false,
  next_check_at timestamp with time zone,
  seq integer not null,
  state text not null,
  files jsonb not null default '[]'::jsonb,
  imported boolean not null default false,
  node text,
  kept boolean
);
create table cases.case_words (
  park_id text not null,
  number text not null,
  words tsvector not null
);
create table cases.clause_use (
  park_id text not null,
  entry_id uuid not null,
  ordinal smallint not null,
  standard text not null,
  clause text not null,
  number text not null,
  type text not null,
  at timestamp with time zone not null,
  kept boolean
);
create table cases.document (
  park_id text not null,
  id uuid not null,
  number text not null,
  entry_id uuid not null,
  ordinal integer not null,
  template text not null,
  title jsonb not null,
  file uuid not null,
  name text not null,
  size_bytes integer not null,
  mark text not null,
  at timestamp with time zone not null
);
create table cases.draft (
  park_id text not null,
  owner text not null,
  service text not null,
  bundle text not null,
  answers jsonb not null,
  saved_at timestamp with time zone not null
);
create table cases.file (
  park_id text not null,
  id uuid not null,
  key text not null,
  name text not null,
  media_type text not null,
  size_bytes integer not null,
  owner text not null,
  added_at timestamp with time zone not null
);
create table cases.notice (
  park_id text not null,
  id uuid not null,
  number text not null,
  entry_id uuid not null,
  kind text not null,
  said jsonb not null,
  at timestamp with time zone not null,
  delivery text not null,
  mailed_at timestamp with time zone
);
create table cases.number_block (
  park_id text not null,
  year integer not null,
  next integer not null
);
create table cases.part (
  park_id text not null,
  number text not null,
  parent text not null,
  branch text not null
);
create table cases.rating (
  park_id text not null,
  number text not null,
  round integer not null,
  level smallint not null,
  words text not null,
  at timestamp with time zone not null
);
create table cases.read_log (
  park_id text not null,
  number text not null,
  reader text not null,
  purpose text not null,
  hour timestamp with time zone not null,
  post text not null,
  at timestamp with time zone not null
);
create table cases.service_record (
  park_id text not null,
  id uuid not null,
  service text not null,
  service_title jsonb not null,
  node text not null,
  organisation text not null,
  line text not null,
  at timestamp with time zone not null,
  occurred_at timestamp with time zone,
  by_post text not null,
  need_number text,
  demo boolean not null,
  subject text not null default ''::text,
  imported boolean not null default false
);
create table cases.visit (
  park_id text not null,
  id uuid not null,
  node text not null,
  organisation text not null,
  visited_on date not null,
  summary text not null,
  at timestamp with time zone not null,
  by_post text not null,
  demo boolean not null,
  subject text not null default ''::text,
  imported boolean not null default false
);
create table cases.week_decision (
  park_id text not null,
  number text not null,
  week text not null,
  who text not null,
  what text not null,
  due_on date not null,
  at timestamp with time zone not null,
  by_post text not null
);
create table journal.attestor (
  park_id text not null default platform.current_park(),
  log text not null,
  kind text not null,
  name text not null,
  known_size bigint not null default 0,
  failures integer not null default 0,
  retry_at timestamp with time zone not null default now(),
  failing_since timestamp with time zone,
  problem text
);
create table journal.checkpoint (
  park_id text not null default platform.current_park(),
  log text not null,
  size bigint not null,
  root bytea not null,
  note text not null,
  signed_at timestamp with time zone not null,
  stored_at timestamp with time zone not null default now(),
  settled_at timestamp with time zone
);
create table journal.cosignature (
  park_id text not null default platform.current_park(),
  log text not null,
  size bigint not null,
  witness text not null,
  lines text not null,
  stated_at timestamp with time zone not null
);
create table journal.datum (
  park_id text not null default platform.current_park(),
  entry_id uuid not null,
  ordinal smallint not null,
  subject text not null,
  salt bytea,
  payload text,
  erased_at timestamp with time zone
);
create table journal.entry (
  park_id text not null default platform.current_park(),
  id uuid not null,
  log text not null,
  stream text not null,
  seq integer not null,
  type text not null,
  at timestamp with time zone not null,
  act text not null,
  act_salt bytea not null,
  entry text not null,
  leaf_index bigint
);
create table journal.log (
  park_id text not null,
  origin text not null,
  suite text not null,
  vkey text not null,
  demo boolean not null,
  made_at timestamp with time zone not null,
  retired_at timestamp with time zone,
  size bigint not null default 0,
  integrated bigint not null default 0,
  lease_holder text,
  lease_until timestamp with time zone,
  witnesses text not null default ''::text,
  timestamp_url text,
  timestamp_roots text,
  timestamp_every interval,
  overdue_after interval not null default '00:01:00'::interval
);
create table journal.log_key (
  park_id text not null default platform.current_park(),
  log text not null,
  vkey text not null,
  made_at timestamp with time zone not null,
  announced_by uuid,
  first_size bigint,
  last_size bigint
);
create table journal.tile (
  park_id text not null default platform.current_park(),
  log text not null,
  level smallint not null,
  tile_index bigint not null,
  hashes bytea not null
);
create table journal."timestamp" (
  park_id text not null default platform.current_park(),
  log text not null,
  size bigint not null,
  token bytea not null,
  proves_at timestamp with time zone not null
);
create table parties.absence (
  park_id text not null,
  user_id text not null,
  from_day date not null,
  to_day date not null
);
create table parties.mandate (
  park_id text not null,
  id text not null,
  user_id text not null,
  organisation_id text not null,
  granted_on date not null,
  ends_on date
);
create table parties.membership (
  park_id text not null,
  user_id text not null,
  role text not null,
  node text not null,
  substitutes_for text
);
create table parties.node (
  park_id text not null,
  code text not null,
  title jsonb not null,
  level text not null,
  parent text,
  office jsonb,
  sample boolean not null default false,
  "position" integer not null,
  address jsonb
);
create table parties.organisation (
  park_id text not null,
  id text not null,
  name text not null,
  uscc text,
  sample boolean not null default false
);
create table parties.park (
  park_id text not null,
  title jsonb not null,
  demo boolean not null,
  zone text not null,
  calendar text,
  office jsonb not null,
  roles jsonb not null,
  policy jsonb not null default '{}'::jsonb
);
create table parties.person (
  park_id text not null,
  user_id text not null,
  name text not null,
  email text not null
);
create table platform.calendar (
  code text not null,
  version text not null,
  data jsonb not null,
  loaded_at timestamp with time zone not null default now()
);
create table platform.effect (
  park_id text not null default platform.current_park(),
  event_id uuid not null,
  ordinal integer not null,
  task text not null,
  done_at timestamp with time zone not null default now()
);
create table platform.idempotency (
  park_id text not null,
  principal text not null,
  route text not null,
  key text not null,
  request_hash text not null,
  status smallint not null,
  body text not null,
  etag text,
  subject text,
  kept_at timestamp with time zone not null default now()
);
create table platform.migration (
  name character varying(255) not null,
  "timestamp" character varying(255) not null
);
create table platform.migration_lock (
  id character varying(255) not null,
  is_locked integer not null default 0
);
create table platform.outbox (
  park_id text not null default platform.current_park(),
  id uuid not null,
  event_id uuid not null,
  ordinal integer not null,
  task text not null,
  payload jsonb not null,
  run_at timestamp with time zone,
  written_at timestamp with time zone not null default now(),
  relayed_at timestamp with time zone
);
create table platform.pack (
  park_id text not null default platform.current_park(),
  code text not null,
  version text not null,
  hash text not null,
  documents jsonb not null,
  loaded_at timestamp with time zone not null
);
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
  published_at timestamp with time zone not null
);
create table services.class (
  park_id text not null,
  code text not null,
  for_needs boolean not null default false,
  title jsonb not null,
  "position" integer not null,
  sample boolean not null default false
);
create table services.revision (
  park_id text not null,
  id uuid not null,
  service text not null,
  clause text not null,
  base_hash text not null,
  state text not null,
  reason text not null,
  changes jsonb not null,
  version integer not null default 1,
  opened_at timestamp with time zone not null,
  opened_by text not null,
  published_hash text
);
create table services.template (
  park_id text not null,
  code text not null,
  content jsonb not null
);
create table standards.clause (
  park_id text not null,
  standard text not null,
  edition text not null,
  id text not null,
  title jsonb not null,
  text jsonb,
  kind text not null,
  ordinal integer not null
);
create table standards.edition (
  park_id text not null,
  standard text not null,
  edition text not null,
  published_on date,
  effective_on date,
  note jsonb,
  ordinal integer not null
);
create table standards.standard (
  park_id text not null,
  code text not null,
  system text not null,
  "position" text not null,
  number text,
  title jsonb,
  level text not null,
  tree text not null,
  responsible jsonb not null,
  slot boolean not null default false,
  sample boolean not null default false,
  ordinal integer not null
);
create table standards.system (
  park_id text not null,
  code text not null,
  title jsonb not null,
  published_on date,
  effective_on date,
  source jsonb,
  tree jsonb not null
);

-- comments

comment on table auth.account is 'A way a user signs in: a password or an outside provider';
comment on column auth.account.password is 'scrypt hash with its salt';
comment on table auth."rateLimit" is 'Tries by address and path';
comment on column auth."rateLimit"."lastRequest" is 'Epoch milliseconds';
comment on table auth.session is 'A signed-in browser';
comment on column auth.session."ipAddress" is 'Personal';
comment on column auth.session."userAgent" is 'Personal';
comment on table auth."user" is 'Somebody who can sign in';
comment on column auth."user".name is 'Personal';
comment on column auth."user".email is 'Personal';
comment on table auth.verification is 'Short-lived proofs: states of a sign-in under way, codes';
comment on table cases.asked is 'Staff asked to assist with a case, or sent a copy of it';
comment on column cases.asked.person is 'The account that is asked, or the post (post/role@node): whoever holds it';
comment on column cases.asked.verb is 'assist (协办) or copy (抄送)';
comment on column cases.asked.at is 'When it was asked last';
comment on table cases."case" is 'One line a case: its fold (state) and what queues are sorted and searched by';
comment on column cases."case".bundle is 'Hash of the bundle the case is pinned to';
comment on column cases."case".phase is 'Status word of the window, see cases/model phases';
comment on column cases."case".end_id is 'The end of the definition the case reached; null while open';
comment on column cases."case".roles is 'Roles that may act now: of every active branch';
comment on column cases."case".applicant_name is 'Name of the asking party as given (personal where a person)';
comment on column cases."case".filed_by is 'User id of whoever filed it (personal)';
comment on column cases."case".progressed_at is 'Last act that moved the matter: not urging, copying, rungs';
comment on column cases."case".due_at is 'Earliest due of the running clocks, a cache; null while suspended or stopped';
comment on column cases."case".left_minutes is 'Working minutes left of a suspended clock, for sorting';
comment on column cases."case".same_day is 'Whether a running clock asks for action on the day of receipt';
comment on column cases."case".next_check_at is 'When the worker must look next: a rung, an overdue step, a suspension at its maximum';
comment on column cases."case".seq is 'Events folded into state; the ETag';
comment on column cases."case".state is 'The fold as JSON, with answers and remarks (personal); rebuilt from the stream';
comment on column cases."case".files is 'Materials handed in: material, file id, name, bytes';
comment on column cases."case".node is 'Node that handles it, or handled it last';
comment on column cases."case".kept is 'Whether all clocks with a promise ended in time; null while open and for imported history';
comment on table cases.case_words is 'Words a case is found by: its number, summary and applicant (personal where a person)';
comment on table cases.clause_use is 'Which act carried out which clause: one line for the act itself, one for each clock it ended';
comment on column cases.clause_use.standard is 'Number of the standard the definition carries out';
comment on column cases.clause_use.kept is 'Whether a clock ended in time; null for the act itself';
comment on table cases.document is 'Result documents of cases; the bytes stand in the file store under file';
comment on column cases.document.entry_id is 'Event whose effect it is; with ordinal the key of the effect';
comment on column cases.document.template is 'Code of the template in the bundle of the case';
comment on column cases.document.name is 'File name; holds the case number and no name of a person';
comment on column cases.document.mark is '样稿, 已用章扫描件 or 电子印章';
comment on table cases.draft is 'A form not yet submitted; owner is a user id, answers are personal';
comment on table cases.file is 'Documents handed in; key is the name in the file store, owner the user id';
comment on table cases.notice is 'Notices to the applicant of a case; the words stand in the text files';
comment on column cases.notice.kind is 'Which notice: filed, accepted, returned, suspended, resolved, ended, document, told';
comment on column cases.notice.said is 'Values its words are filled with: titles, numbers, days; never what people wrote';
comment on column cases.notice.delivery is 'product: not by mail in this park; queued: on its way; else what became of it';
comment on table cases.number_block is 'Next unleased case number of a year; servers lease blocks, gaps are allowed';
comment on table cases.part is 'A case that was opened as a part of another, and the branch that waits for it';
comment on column cases.part.number is 'The case of the part';
comment on column cases.part.parent is 'The case it is a part of';
comment on column cases.part.branch is 'The branch of the parent that ends when the part does';
comment on table cases.rating is '好差评: five levels (GB/T 39734—2020); who rated is never shown to the one rated';
comment on table cases.read_log is 'Which post has read a case of personal data, for what; at most one line a person, purpose and hour';
comment on column cases.read_log.reader is 'User id of who read (personal); never shown, only the post is';
comment on column cases.read_log.hour is 'The hour (UTC) of the first reading in it';
comment on table cases.service_record is '服务记录: one line each; a service is not a need (A-13)';
comment on column cases.service_record.by_post is 'Role and node of who recorded it, not a name';
comment on column cases.service_record.subject is 'Under whom its texts can be erased';
comment on column cases.service_record.imported is 'History of before this product';
comment on table cases.visit is '走访: visits to firms';
comment on column cases.visit.subject is 'Under whom its texts can be erased';
comment on column cases.visit.imported is 'History of before this product';
comment on table cases.week_decision is '周推进: who does what until when, one a case and week; week is the Monday';
comment on table journal.attestor is 'How asking witnesses and timestamp authorities goes';
comment on column journal.attestor.known_size is 'Size it attested last, as far as is known here';
comment on column journal.attestor.retry_at is 'Not asked again before, by the database''s clock';
comment on column journal.attestor.problem is 'Why the last request failed; null when it did not';
comment on table journal.checkpoint is 'Signed checkpoints (C2SP tlog-checkpoint), one for each size ever signed';
comment on column journal.checkpoint.stored_at is 'By the clock of the database, which nobody sets';
comment on column journal.checkpoint.settled_at is 'When a quorum of witnesses had cosigned; receipts and publication use settled ones only';
comment on table journal.cosignature is 'What witnesses state about checkpoints (C2SP tlog-cosignature)';
comment on column journal.cosignature.witness is 'Its name in the policy';
comment on column journal.cosignature.lines is 'Signature lines of the note, each ended by a newline';
comment on table journal.datum is 'What an event says about one subject; the only part that can be erased';
comment on column journal.datum.ordinal is 'Place of its commitment in the published entry';
comment on column journal.datum.subject is 'Whose data it is: an internal id, never a name';
comment on column journal.datum.payload is 'Canonical JSON; personal data';
comment on table journal.entry is 'One event; rows are only ever inserted';
comment on column journal.entry.log is 'Origin of the log it is published in';
comment on column journal.entry.stream is 'What it happened to, as case/<number>; no personal data';
comment on column journal.entry.seq is 'Place in its stream, from 1 without gaps';
comment on column journal.entry.act is 'Canonical JSON of stream, seq, bundle, clause, actor, mandate, node, outcome; kept';
comment on column journal.entry.act_salt is 'Blinds the commitment to act in the published entry';
comment on column journal.entry.entry is 'Canonical JSON that is published: commitments, never contents';
comment on column journal.entry.leaf_index is 'Place in the log, given once by the sequencer; null while pending';
comment on table journal.log is 'A park''s transparency log; its private key is outside the database';
comment on column journal.log.origin is 'Identity in checkpoints (C2SP tlog-checkpoint), as park.example/log';
comment on column journal.log.vkey is 'Verifier key (C2SP signed-note) that signs checkpoints';
comment on column journal.log.demo is 'Holds demonstration data only';
comment on column journal.log.size is 'Leaf indices given out: the next entry gets this one';
comment on column journal.log.integrated is 'Entries covered by tiles and by the newest checkpoint';
comment on column journal.log.lease_holder is 'Sequencer that works on this log until lease_until';
comment on column journal.log.witnesses is 'Witnesses, groups and quorum as lines of a C2SP tlog-policy; empty when none is asked';
comment on column journal.log.timestamp_url is 'RFC 3161 authority that is asked; null when none is';
comment on column journal.log.timestamp_roots is 'Certificates (PEM) its chains must end in';
comment on column journal.log.timestamp_every is 'A growing log is timestamped this often';
comment on column journal.log.overdue_after is 'A quorum or timestamp that is later than this withholds receipts and raises an alarm';
comment on table journal.log_key is 'Verifier keys a log was, is and will be signed with';
comment on column journal.log_key.announced_by is 'Entry that announces it; null for the first key';
comment on column journal.log_key.first_size is 'Smallest checkpoint it signs; null until its announcement is covered by one';
comment on column journal.log_key.last_size is 'Largest checkpoint it signs, together with its successor; null while it is in use';
comment on table journal.tile is 'Hash tiles (C2SP tlog-tiles); a narrower tile is a prefix of this row';
comment on table journal."timestamp" is 'RFC 3161 tokens over the text of checkpoints, verified before';
comment on table parties.absence is 'Days somebody is away, both included; substitutes then act';
comment on table parties.mandate is 'Somebody may act for an organisation (授权)';
comment on column parties.mandate.ends_on is 'Last day of the mandate; null: until withdrawn';
comment on table parties.membership is 'A role somebody holds at a node';
comment on column parties.membership.substitutes_for is 'User whose absence makes this role count (AB 角); null: it always counts';
comment on table parties.node is 'A service point or desk of the network (干 trunk, 枝 branch, 叶 leaf)';
comment on column parties.node.parent is 'The node it escalates to; null at the root';
comment on column parties.node.office is 'Own office hours; null means the park''s';
comment on column parties.node.sample is 'Made up for the demonstration: the source names no such node';
comment on column parties.node."position" is 'Order in the pack, from 0';
comment on column parties.node.address is 'Where it is found, in words; null where no document says';
comment on table parties.organisation is 'A firm or body that asks for services';
comment on column parties.organisation.uscc is '统一社会信用代码 (GB 32100—2015), both checks passed';
comment on table parties.park is 'A park: one tenant. Its title and zone are public';
comment on column parties.park.park_id is 'Code of the park, as in its address';
comment on column parties.park.title is 'Localized text: zh-CN always, en if given';
comment on column parties.park.demo is 'All its data is demonstration data and is marked so';
comment on column parties.park.zone is 'IANA name of its time zone';
comment on column parties.park.calendar is 'The base pack its national calendar comes from';
comment on column parties.park.office is 'Office hours: windows, weekdays, extra and shortened days';
comment on column parties.park.roles is 'Role code to localized title; posts, never people';
comment on column parties.park.policy is 'The park''s own switches, by name';
comment on table parties.person is 'A user as this park knows them; accounts themselves are in auth';
comment on column parties.person.name is 'Personal: shown to colleagues; posts carry the post''s name';
comment on column parties.person.email is 'Personal: the address of the account';
comment on table platform.calendar is 'Working days of a base pack by version; a version never changes';
comment on column platform.calendar.code is 'Code of the pack, such as calendars/cn';
comment on column platform.calendar.data is 'Notices by year, fixed holidays, regional notices (engines/calendar CalendarLayers without office)';
comment on table platform.effect is 'Effects that were carried out, written in the transaction that carried them out';
comment on table platform.idempotency is 'Answers of unsafe requests, written in the transaction of the act, kept seven days';
comment on column platform.idempotency.principal is 'Id of the account that asked';
comment on column platform.idempotency.route is 'Method and URL pattern';
comment on column platform.idempotency.key is 'SHA-256, hex, of principal, route and the Idempotency-Key the caller chose';
comment on column platform.idempotency.request_hash is 'SHA-256, hex, of method, path, query and body; another request under the key is refused';
comment on column platform.idempotency.body is 'The answer as sent; emptied by erasure';
comment on column platform.idempotency.etag is 'ETag of the answer';
comment on column platform.idempotency.subject is 'Number of the case or thing the act was about';
comment on column platform.idempotency.kept_at is 'When it was written, by the server''s clock';
comment on table platform.outbox is 'Jobs of committed acts on their way to the queue';
comment on column platform.outbox.event_id is 'Event it follows from; with ordinal the key of its effect';
comment on column platform.outbox.ordinal is 'Which of the event''s effects, from 0';
comment on column platform.outbox.payload is 'Ids and options only, never personal data';
comment on column platform.outbox.run_at is 'Not before; null = at once';
comment on table platform.pack is 'Every version of every pack that was loaded into a park';
comment on column platform.pack.hash is 'SHA-256 over canonical JSON of all documents, hex';
comment on column platform.pack.documents is 'File name to SHA-256 of its canonical JSON';
comment on table services.bundle is 'A published edition of a definition with all it refers to; never changed but for replaced_on';
comment on column services.bundle.hash is 'SHA-256 of the canonical JSON of definition and parts, hex';
comment on column services.bundle.edition is 'Edition as people cite it, such as 2014 or 2026-1';
comment on column services.bundle.effective_on is 'First park day on which cases are filed under it';
comment on column services.bundle.replaced_on is 'First park day on which a later edition applies';
comment on column services.bundle.parts is 'Everything the definition refers to: clause texts, tables, templates, by kind and code';
comment on column services.bundle.standard is 'Number of the standard it carries out';
comment on column services.bundle.search is 'Segmented words, pinyin and initials of title, summary and class';
comment on table services.class is 'Classes of the catalogue; an unnamed class of the source is an empty slot';
comment on column services.class.for_needs is 'Whether it sorts needs (需求) or the services of the catalogue';
comment on column services.class.title is 'Localized text: zh-CN always, en if given';
comment on column services.class."position" is 'Order in the catalogue, from 0';
comment on table services.revision is 'Drafts of a next edition, made in the browser from listed changes';
comment on column services.revision.changes is 'Array of Change (services/model.ts)';
comment on column services.revision.version is 'Counts the saves; the ETag of the draft';
comment on table services.template is 'Templates of result documents, read when a definition is published';
comment on column services.template.content is 'Template (services/model.ts): title and paragraphs with FEEL in {{ }}';
comment on table standards.clause is 'A clause of an edition; id is its number in the text, such as 5.2';
comment on table standards.edition is 'An edition; it applies from effective_on until the next one does. Null: the source gives no date';
comment on table standards.standard is 'A standard of the system, or an empty slot where the source names none';
comment on column standards.standard."position" is '体系编号: place in the system, not the issued number';
comment on column standards.standard.number is '标准号 as issued; null in a slot';
comment on column standards.standard.level is 'Level of issue, independent of the place in the tree (A-03)';
comment on column standards.standard.responsible is 'Responsible body, localized; nothing is published without one';
comment on table standards.system is 'A standards system (标准体系) with its tree of classes; the tree is data, not a fixed list';
comment on column standards.system.source is 'Where the system is described, localized; null where it is the park''s own';
comment on column standards.system.tree is 'Nested {id, title, children}';

-- constraints

alter table auth.account add constraint "account_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE;
alter table auth.account add constraint account_pkey PRIMARY KEY (id);
alter table auth."rateLimit" add constraint "rateLimit_pkey" PRIMARY KEY (id);
alter table auth."rateLimit" add constraint "rateLimit_key_key" UNIQUE (key);
alter table auth.session add constraint "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE;
alter table auth.session add constraint session_pkey PRIMARY KEY (id);
alter table auth.session add constraint session_token_key UNIQUE (token);
alter table auth."user" add constraint user_pkey PRIMARY KEY (id);
alter table auth."user" add constraint user_email_key UNIQUE (email);
alter table auth.verification add constraint verification_pkey PRIMARY KEY (id);
alter table cases.asked add constraint asked_verb_check CHECK ((verb = ANY (ARRAY['assist'::text, 'copy'::text])));
alter table cases.asked add constraint asked_pkey PRIMARY KEY (park_id, number, person, verb);
alter table cases."case" add constraint case_pkey PRIMARY KEY (park_id, number);
alter table cases.case_words add constraint case_words_pkey PRIMARY KEY (park_id, number);
alter table cases.clause_use add constraint clause_use_pkey PRIMARY KEY (park_id, number, entry_id, ordinal);
alter table cases.document add constraint document_mark_check CHECK ((mark = ANY (ARRAY['sample'::text, 'stamped-scan'::text, 'e-seal'::text])));
alter table cases.document add constraint document_pkey PRIMARY KEY (park_id, id);
alter table cases.document add constraint document_park_id_entry_id_ordinal_key UNIQUE (park_id, entry_id, ordinal);
alter table cases.draft add constraint draft_pkey PRIMARY KEY (park_id, owner, service);
alter table cases.file add constraint file_pkey PRIMARY KEY (park_id, id);
alter table cases.notice add constraint notice_delivery_check CHECK ((delivery = ANY (ARRAY['product'::text, 'queued'::text, 'mailed'::text, 'no-server'::text, 'no-address'::text, 'refused'::text])));
alter table cases.notice add constraint notice_pkey PRIMARY KEY (park_id, id);
alter table cases.notice add constraint notice_park_id_number_entry_id_kind_key UNIQUE (park_id, number, entry_id, kind);
alter table cases.number_block add constraint number_block_pkey PRIMARY KEY (park_id, year);
alter table cases.part add constraint part_pkey PRIMARY KEY (park_id, number);
alter table cases.part add constraint part_park_id_parent_branch_key UNIQUE (park_id, parent, branch);
alter table cases.rating add constraint rating_level_check CHECK (((level >= 1) AND (level <= 5)));
alter table cases.rating add constraint rating_pkey PRIMARY KEY (park_id, number, round);
alter table cases.read_log add constraint read_log_pkey PRIMARY KEY (park_id, number, reader, purpose, hour);
alter table cases.service_record add constraint service_record_pkey PRIMARY KEY (park_id, id);
alter table cases.visit add constraint visit_pkey PRIMARY KEY (park_id, id);
alter table cases.week_decision add constraint week_decision_pkey PRIMARY KEY (park_id, number, week);
alter table journal.attestor add constraint attestor_failures_check CHECK ((failures >= 0));
alter table journal.attestor add constraint attestor_kind_check CHECK ((kind = ANY (ARRAY['witness'::text, 'timestamp'::text])));
alter table journal.attestor add constraint attestor_known_size_check CHECK ((known_size >= 0));
alter table journal.attestor add constraint attestor_pkey PRIMARY KEY (park_id, log, kind, name);
alter table journal.checkpoint add constraint checkpoint_size_check CHECK ((size >= 0));
alter table journal.checkpoint add constraint checkpoint_pkey PRIMARY KEY (park_id, log, size);
alter table journal.cosignature add constraint cosignature_park_id_log_size_fkey FOREIGN KEY (park_id, log, size) REFERENCES journal.checkpoint(park_id, log, size);
alter table journal.cosignature add constraint cosignature_pkey PRIMARY KEY (park_id, log, size, witness);
alter table journal.datum add constraint datum_check CHECK (((erased_at IS NULL) = (payload IS NOT NULL)));
alter table journal.datum add constraint datum_check1 CHECK (((payload IS NULL) = (salt IS NULL)));
alter table journal.datum add constraint datum_ordinal_check CHECK ((ordinal >= 0));
alter table journal.datum add constraint datum_salt_check CHECK ((length(salt) = 32));
alter table journal.datum add constraint datum_pkey PRIMARY KEY (park_id, entry_id, ordinal);
alter table journal.entry add constraint entry_act_salt_check CHECK ((length(act_salt) = 32));
alter table journal.entry add constraint entry_leaf_index_check CHECK ((leaf_index >= 0));
alter table journal.entry add constraint entry_seq_check CHECK ((seq > 0));
alter table journal.entry add constraint entry_pkey PRIMARY KEY (park_id, id);
alter table journal.entry add constraint entry_park_id_stream_seq_key UNIQUE (park_id, stream, seq);
alter table journal.log add constraint log_check CHECK (((integrated >= 0) AND (integrated <= size)));
alter table journal.log add constraint log_size_check CHECK ((size >= 0));
alter table journal.log add constraint log_suite_check CHECK ((suite = ANY (ARRAY['sha256-ed25519'::text, 'sm3-sm2'::text])));
alter table journal.log add constraint log_timestamps CHECK ((((timestamp_url IS NULL) = (timestamp_roots IS NULL)) AND ((timestamp_url IS NULL) = (timestamp_every IS NULL))));
alter table journal.log add constraint log_pkey PRIMARY KEY (park_id, origin);
alter table journal.log_key add constraint log_key_check CHECK ((last_size >= first_size));
alter table journal.log_key add constraint log_key_first_size_check CHECK ((first_size >= 0));
alter table journal.log_key add constraint log_key_pkey PRIMARY KEY (park_id, log, vkey);
alter table journal.tile add constraint tile_hashes_check CHECK (((length(hashes) >= 1) AND (length(hashes) <= 8192)));
alter table journal.tile add constraint tile_level_check CHECK (((level >= 0) AND (level <= 63)));
alter table journal.tile add constraint tile_tile_index_check CHECK ((tile_index >= 0));
alter table journal.tile add constraint tile_pkey PRIMARY KEY (park_id, log, level, tile_index);
alter table journal."timestamp" add constraint timestamp_token_check CHECK (((length(token) >= 1) AND (length(token) <= 65536)));
alter table journal."timestamp" add constraint timestamp_park_id_log_size_fkey FOREIGN KEY (park_id, log, size) REFERENCES journal.checkpoint(park_id, log, size);
alter table journal."timestamp" add constraint timestamp_pkey PRIMARY KEY (park_id, log, size);
alter table parties.absence add constraint absence_check CHECK ((to_day >= from_day));
alter table parties.absence add constraint absence_park_id_user_id_fkey FOREIGN KEY (park_id, user_id) REFERENCES parties.person(park_id, user_id);
alter table parties.absence add constraint absence_pkey PRIMARY KEY (park_id, user_id, from_day);
alter table parties.mandate add constraint mandate_park_id_organisation_id_fkey FOREIGN KEY (park_id, organisation_id) REFERENCES parties.organisation(park_id, id);
alter table parties.mandate add constraint mandate_park_id_user_id_fkey FOREIGN KEY (park_id, user_id) REFERENCES parties.person(park_id, user_id);
alter table parties.mandate add constraint mandate_pkey PRIMARY KEY (park_id, id);
alter table parties.mandate add constraint mandate_park_id_user_id_organisation_id_key UNIQUE (park_id, user_id, organisation_id);
alter table parties.membership add constraint membership_park_id_node_fkey FOREIGN KEY (park_id, node) REFERENCES parties.node(park_id, code);
alter table parties.membership add constraint membership_park_id_user_id_fkey FOREIGN KEY (park_id, user_id) REFERENCES parties.person(park_id, user_id);
alter table parties.membership add constraint membership_pkey PRIMARY KEY (park_id, user_id, role, node);
alter table parties.node add constraint node_level_check CHECK ((level = ANY (ARRAY['trunk'::text, 'branch'::text, 'leaf'::text, 'desk'::text])));
alter table parties.node add constraint node_park_id_parent_fkey FOREIGN KEY (park_id, parent) REFERENCES parties.node(park_id, code) DEFERRABLE;
alter table parties.node add constraint node_pkey PRIMARY KEY (park_id, code);
alter table parties.organisation add constraint organisation_pkey PRIMARY KEY (park_id, id);
alter table parties.organisation add constraint organisation_park_id_uscc_key UNIQUE (park_id, uscc);
alter table parties.park add constraint park_pkey PRIMARY KEY (park_id);
alter table parties.person add constraint person_pkey PRIMARY KEY (park_id, user_id);
alter table platform.calendar add constraint calendar_pkey PRIMARY KEY (code, version);
alter table platform.effect add constraint effect_ordinal_check CHECK ((ordinal >= 0));
alter table platform.effect add constraint effect_pkey PRIMARY KEY (park_id, event_id, ordinal);
alter table platform.idempotency add constraint idempotency_pkey PRIMARY KEY (park_id, principal, route, key);
alter table platform.migration add constraint migration_pkey PRIMARY KEY (name);
alter table platform.migration_lock add constraint migration_lock_pkey PRIMARY KEY (id);
alter table platform.outbox add constraint outbox_ordinal_check CHECK ((ordinal >= 0));
alter table platform.outbox add constraint outbox_payload_check CHECK ((jsonb_typeof(payload) = 'object'::text));
alter table platform.outbox add constraint outbox_pkey PRIMARY KEY (park_id, id);
alter table platform.outbox add constraint outbox_park_id_event_id_ordinal_key UNIQUE (park_id, event_id, ordinal);
alter table platform.pack add constraint pack_documents_check CHECK ((jsonb_typeof(documents) = 'object'::text));
alter table platform.pack add constraint pack_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text));
alter table platform.pack add constraint pack_pkey PRIMARY KEY (park_id, code, version);
alter table services.bundle add constraint bundle_pkey PRIMARY KEY (park_id, hash);
alter table services.bundle add constraint bundle_park_id_service_edition_key UNIQUE (park_id, service, edition);
alter table services.class add constraint class_pkey PRIMARY KEY (park_id, for_needs, code);
alter table services.revision add constraint revision_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'withdrawn'::text])));
alter table services.revision add constraint revision_pkey PRIMARY KEY (park_id, id);
alter table services.template add constraint template_pkey PRIMARY KEY (park_id, code);
alter table standards.clause add constraint clause_kind_check CHECK ((kind = ANY (ARRAY['requirement'::text, 'recommendation'::text, 'permission'::text, 'statement'::text, 'parameter'::text])));
alter table standards.clause add constraint clause_pkey PRIMARY KEY (park_id, standard, edition, id);
alter table standards.edition add constraint edition_pkey PRIMARY KEY (park_id, standard, edition);
alter table standards.standard add constraint standard_level_check CHECK ((level = ANY (ARRAY['national'::text, 'industry'::text, 'local'::text, 'group'::text, 'park'::text])));
alter table standards.standard add constraint standard_pkey PRIMARY KEY (park_id, code);
alter table standards.system add constraint system_pkey PRIMARY KEY (park_id, code);

-- indexes

CREATE INDEX "account_userId_idx" ON auth.account USING btree ("userId");
CREATE INDEX "session_userId_idx" ON auth.session USING btree ("userId");
CREATE INDEX verification_identifier_idx ON auth.verification USING btree (identifier);
CREATE INDEX asked_person ON cases.asked USING btree (park_id, person);
CREATE INDEX case_by_applicant ON cases."case" USING btree (park_id, applicant_id, updated_at DESC);
CREATE INDEX case_by_check ON cases."case" USING btree (park_id, next_check_at) WHERE (next_check_at IS NOT NULL);
CREATE INDEX case_by_due ON cases."case" USING btree (park_id, due_at) WHERE (end_id IS NULL);
CREATE INDEX case_by_filed ON cases."case" USING btree (park_id, need, filed_at DESC);
CREATE INDEX case_by_filer ON cases."case" USING btree (park_id, filed_by, updated_at DESC);
CREATE INDEX case_by_holder ON cases."case" USING btree (park_id, holder_node) WHERE (end_id IS NULL);
CREATE INDEX case_by_kind ON cases."case" USING btree (park_id, need, number);
CREATE INDEX case_words_search ON cases.case_words USING gin (words);
CREATE INDEX clause_use_by_clause ON cases.clause_use USING btree (park_id, standard, clause, at DESC);
CREATE INDEX document_of_case ON cases.document USING btree (park_id, number);
CREATE INDEX document_of_file ON cases.document USING btree (park_id, file);
CREATE INDEX read_log_of_case ON cases.read_log USING btree (park_id, number, at DESC);
CREATE INDEX read_log_of_reader ON cases.read_log USING btree (park_id, reader);
CREATE INDEX service_record_by_subject ON cases.service_record USING btree (park_id, subject);
CREATE INDEX service_record_by_time ON cases.service_record USING btree (park_id, at DESC);
CREATE INDEX visit_by_subject ON cases.visit USING btree (park_id, subject);
CREATE INDEX visit_by_time ON cases.visit USING btree (park_id, at DESC);
CREATE INDEX checkpoint_settled ON journal.checkpoint USING btree (park_id, log, size) WHERE (settled_at IS NOT NULL);
CREATE INDEX datum_subject ON journal.datum USING btree (park_id, subject);
CREATE UNIQUE INDEX entry_by_leaf ON journal.entry USING btree (park_id, log, leaf_index) WHERE (leaf_index IS NOT NULL);
CREATE INDEX entry_pending ON journal.entry USING btree (park_id, log, stream, seq) WHERE (leaf_index IS NULL);
CREATE UNIQUE INDEX log_key_one_in_use ON journal.log_key USING btree (park_id, log) WHERE ((first_size IS NOT NULL) AND (last_size IS NULL));
CREATE UNIQUE INDEX log_key_one_next ON journal.log_key USING btree (park_id, log) WHERE (first_size IS NULL);
CREATE UNIQUE INDEX log_one_active ON journal.log USING btree (park_id) WHERE (retired_at IS NULL);
CREATE INDEX membership_by_role ON parties.membership USING btree (park_id, role, node);
CREATE INDEX idempotency_by_age ON platform.idempotency USING btree (kept_at);
CREATE INDEX idempotency_by_subject ON platform.idempotency USING btree (park_id, subject);
CREATE INDEX outbox_waiting ON platform.outbox USING btree (written_at) WHERE (relayed_at IS NULL);
CREATE INDEX bundle_of_service ON services.bundle USING btree (park_id, service, effective_on DESC);
CREATE INDEX bundle_of_standard ON services.bundle USING btree (park_id, standard);
CREATE INDEX bundle_search ON services.bundle USING gin (search);
CREATE INDEX revision_of_service ON services.revision USING btree (park_id, service, opened_at DESC);
CREATE UNIQUE INDEX standard_by_number ON standards.standard USING btree (park_id, number) WHERE (number IS NOT NULL);

-- functions

CREATE OR REPLACE FUNCTION cases.none_overtaken(written bigint, asked integer)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if written <> asked then
    raise exception 'a case has been changed meanwhile' using errcode = 'GJ006';
  end if;
end $function$;
CREATE OR REPLACE FUNCTION journal.append(origin text, ids uuid[], streams text[], seqs integer[], types text[], ats timestamp with time zone[], acts text[], act_salts bytea[], entries text[], datum_entries uuid[], ordinals smallint[], subjects text[], salts bytea[], payloads text[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  park text := platform.current_park();
  bad record;
begin
  if not exists (select from journal.log l
                  where l.park_id = park and l.origin = append.origin and l.retired_at is null) then
    raise exception 'there is no log %', origin using errcode = 'GJ005';
  end if;

  insert into journal.entry (park_id, id, log, stream, seq, type, at, act, act_salt, entry)
  select park, e.id, origin, e.stream, e.seq, e.type, e.at, e.act, e.act_salt, e.entry
    from unnest(ids, streams, seqs, types, ats, acts, act_salts, entries)
      e(id, stream, seq, type, at, act, act_salt, entry);

  select e.stream, e.seq, last.at > e.at as is_back
    into bad
    from unnest(streams, seqs, ats) e(stream, seq, at)
    left join lateral (
      select j.at from journal.entry j
       where j.park_id = park and j.stream = e.stream
         and j.seq >= e.seq - 1 and j.seq < e.seq
       order by j.seq desc limit 1
    ) last on true
   where e.seq > 1 and (last.at <= e.at) is not true
   limit 1;
  if found then
    if bad.is_back then
      raise exception '%: seq % is before the last in time', bad.stream, bad.seq
        using errcode = 'GJ003';
    end if;
    raise exception '%: seq % leaves a gap before it', bad.stream, bad.seq using errcode = 'GJ002';
  end if;

  if cardinality(datum_entries) > 0 then
    insert into journal.datum (park_id, entry_id, ordinal, subject, salt, payload)
    select park, d.* from unnest(datum_entries, ordinals, subjects, salts, payloads) d;
  end if;
end $function$;
CREATE OR REPLACE FUNCTION journal.erase(erased_subject text, erased_on timestamp with time zone)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  park text := platform.current_park();
  erased bigint;
begin
  if park is null then
    raise exception 'journal.erase: no park is set';
  end if;
  update journal.datum
     set payload = null, salt = null, erased_at = erased_on
   where park_id = park and subject = erased_subject and erased_at is null;
  get diagnostics erased = row_count;
  return erased;
end $function$;
CREATE OR REPLACE FUNCTION journal.keep_leaf_index()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'journal.entry: leaf_index of % is given once', old.id
    using errcode = 'restrict_violation';
end $function$;
CREATE OR REPLACE FUNCTION journal.place(park text, origin text, ids uuid[], streams text[], seqs integer[], types text[], ats timestamp with time zone[], acts text[], act_salts bytea[], entries text[], datum_entries uuid[], ordinals smallint[], subjects text[], salts bytea[], payloads text[])
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  first_index bigint;
  bad record;
begin
  perform set_config('app.park', park, true);
  select l.size into first_index from journal.log l
   where l.park_id = park and l.origin = place.origin and l.retired_at is null for update;
  if first_index is null then
    raise exception 'there is no log %', origin using errcode = 'GJ005';
  end if;

  insert into journal.entry
    (park_id, id, log, stream, seq, type, at, act, act_salt, entry, leaf_index)
  select park, e.id, place.origin, e.stream, e.seq, e.type, e.at, e.act, e.act_salt, e.entry,
         first_index + e.ord - 1
    from unnest(ids, streams, seqs, types, ats, acts, act_salts, entries)
      with ordinality e(id, stream, seq, type, at, act, act_salt, entry, ord);

  select e.stream, e.seq, last.at > e.at as is_back,
         last.at is not null and last.leaf_index is null as is_pending
    into bad
    from unnest(streams, seqs, ats) with ordinality e(stream, seq, at, ord)
    left join lateral (
      select j.at, j.leaf_index from journal.entry j
       where j.park_id = park and j.stream = e.stream
         and j.seq >= e.seq - 1 and j.seq < e.seq
       order by j.seq desc limit 1
    ) last on true
   where e.seq > 1
     and (last.leaf_index < first_index + e.ord - 1 and last.at <= e.at) is not true
   limit 1;
  if found then
    if bad.is_back then
      raise exception '%: seq % is before the last in time', bad.stream, bad.seq
        using errcode = 'GJ003';
    elsif bad.is_pending then
      raise exception '%: seq % follows a pending one', bad.stream, bad.seq
        using errcode = 'GJ004';
    end if;
    raise exception '%: seq % leaves a gap before it', bad.stream, bad.seq using errcode = 'GJ002';
  end if;

  if cardinality(datum_entries) > 0 then
    insert into journal.datum (park_id, entry_id, ordinal, subject, salt, payload)
    select park, d.* from unnest(datum_entries, ordinals, subjects, salts, payloads) d;
  end if;
  update journal.log l set size = first_index + cardinality(ids)
   where l.park_id = park and l.origin = place.origin;
  return first_index;
end $function$;
CREATE OR REPLACE FUNCTION platform.current_park()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('app.park'::text, true), ''::text);
CREATE OR REPLACE PROCEDURE platform.open_schema(IN name text, IN purpose text)
 LANGUAGE plpgsql
AS $procedure$
begin
  execute format('create schema if not exists %I', name);
  execute format('comment on schema %I is %L', name, purpose);
  execute format('grant usage on schema %I to guiju_app, guiju_worker', name);
end $procedure$;
CREATE OR REPLACE PROCEDURE platform.protect_by_park(IN protected regclass, IN access text DEFAULT 'change'::text)
 LANGUAGE plpgsql
AS $procedure$
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
end $procedure$;

-- triggers

CREATE TRIGGER keep_leaf_index BEFORE UPDATE ON journal.entry FOR EACH ROW WHEN (((old.leaf_index IS NOT NULL) OR (new.leaf_index IS NULL))) EXECUTE FUNCTION journal.keep_leaf_index();

-- security

alter table cases.asked enable row level security, force row level security;
alter table cases."case" enable row level security, force row level security;
alter table cases.case_words enable row level security, force row level security;
alter table cases.clause_use enable row level security, force row level security;
alter table cases.document enable row level security, force row level security;
alter table cases.draft enable row level security, force row level security;
alter table cases.file enable row level security, force row level security;
alter table cases.notice enable row level security, force row level security;
alter table cases.number_block enable row level security, force row level security;
alter table cases.part enable row level security, force row level security;
alter table cases.rating enable row level security, force row level security;
alter table cases.read_log enable row level security, force row level security;
alter table cases.service_record enable row level security, force row level security;
alter table cases.visit enable row level security, force row level security;
alter table cases.week_decision enable row level security, force row level security;
alter table journal.attestor enable row level security, force row level security;
alter table journal.checkpoint enable row level security, force row level security;
alter table journal.cosignature enable row level security, force row level security;
alter table journal.datum enable row level security, force row level security;
alter table journal.entry enable row level security, force row level security;
alter table journal.log enable row level security, force row level security;
alter table journal.log_key enable row level security, force row level security;
alter table journal.tile enable row level security, force row level security;
alter table journal."timestamp" enable row level security, force row level security;
alter table parties.absence enable row level security, force row level security;
alter table parties.mandate enable row level security, force row level security;
alter table parties.membership enable row level security, force row level security;
alter table parties.node enable row level security, force row level security;
alter table parties.organisation enable row level security, force row level security;
alter table parties.park enable row level security, force row level security;
alter table parties.person enable row level security, force row level security;
alter table platform.effect enable row level security, force row level security;
alter table platform.idempotency enable row level security, force row level security;
alter table platform.outbox enable row level security, force row level security;
alter table platform.pack enable row level security, force row level security;
alter table services.bundle enable row level security, force row level security;
alter table services.class enable row level security, force row level security;
alter table services.revision enable row level security, force row level security;
alter table services.template enable row level security, force row level security;
alter table standards.clause enable row level security, force row level security;
alter table standards.edition enable row level security, force row level security;
alter table standards.standard enable row level security, force row level security;
alter table standards.system enable row level security, force row level security;

-- policies

create policy park on cases.asked for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on cases."case" for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on cases.case_words for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on cases.clause_use for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on cases.document for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on cases.draft for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on cases.file for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on cases.notice for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on cases.number_block for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on cases.part for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on cases.rating for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on cases.read_log for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on cases.service_record for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on cases.visit for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on cases.week_decision for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on journal.attestor for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on journal.checkpoint for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on journal.cosignature for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on journal.datum for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on journal.entry for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy all_logs on journal.log for select to guiju_worker using (true);
create policy park on journal.log for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on journal.log_key for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on journal.tile for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on journal."timestamp" for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on parties.absence for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on parties.mandate for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on parties.membership for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on parties.node for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on parties.organisation for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy listed on parties.park for select to public using (true);
create policy park on parties.park for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on parties.person for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on platform.effect for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on platform.idempotency for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on platform.outbox for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy relay_clears on platform.outbox for delete to guiju_worker using ((relayed_at < (now() - '7 days'::interval)));
create policy relay_marks on platform.outbox for update to guiju_worker using (true) with check (true);
create policy relay_reads on platform.outbox for select to guiju_worker using (true);
create policy park on platform.pack for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on services.bundle for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on services.class for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on services.revision for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on services.template for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on standards.clause for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on standards.edition for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on standards.standard for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));
create policy park on standards.system for all to public using ((park_id = platform.current_park())) with check ((park_id = platform.current_park()));

-- grants

grant delete, insert, select, update on auth."rateLimit" to guiju_auth;
grant delete, insert, select, update on auth."user" to guiju_auth;
grant delete, insert, select, update on auth.account to guiju_auth;
grant delete, insert, select, update on auth.session to guiju_auth;
grant delete, insert, select, update on auth.verification to guiju_auth;
grant delete, insert, select, update on cases."case" to guiju_app;
grant delete, insert, select, update on cases."case" to guiju_worker;
grant delete, insert, select, update on cases.asked to guiju_app;
grant delete, insert, select, update on cases.asked to guiju_worker;
grant delete, insert, select, update on cases.case_words to guiju_app;
grant delete, insert, select, update on cases.case_words to guiju_worker;
grant delete, insert, select, update on cases.clause_use to guiju_app;
grant delete, insert, select, update on cases.clause_use to guiju_worker;
grant delete, insert, select, update on cases.document to guiju_app;
grant delete, insert, select, update on cases.document to guiju_worker;
grant delete, insert, select, update on cases.draft to guiju_app;
grant delete, insert, select, update on cases.draft to guiju_worker;
grant delete, insert, select, update on cases.file to guiju_app;
grant delete, insert, select, update on cases.file to guiju_worker;
grant delete, insert, select, update on cases.notice to guiju_app;
grant delete, insert, select, update on cases.notice to guiju_worker;
grant delete, insert, select, update on cases.number_block to guiju_app;
grant delete, insert, select, update on cases.number_block to guiju_worker;
grant delete, insert, select, update on cases.part to guiju_app;
grant delete, insert, select, update on cases.part to guiju_worker;
grant delete, insert, select, update on cases.rating to guiju_app;
grant delete, insert, select, update on cases.rating to guiju_worker;
grant delete, insert, select, update on cases.read_log to guiju_app;
grant delete, insert, select, update on cases.read_log to guiju_worker;
grant delete, insert, select, update on cases.service_record to guiju_app;
grant delete, insert, select, update on cases.service_record to guiju_worker;
grant delete, insert, select, update on cases.visit to guiju_app;
grant delete, insert, select, update on cases.visit to guiju_worker;
grant delete, insert, select, update on cases.week_decision to guiju_app;
grant delete, insert, select, update on cases.week_decision to guiju_worker;
grant select on journal."timestamp" to guiju_app;
grant insert, select on journal."timestamp" to guiju_worker;
grant select on journal.attestor to guiju_app;
grant delete, insert, select, update on journal.attestor to guiju_worker;
grant select on journal.checkpoint to guiju_app;
grant insert, select, update (settled_at) on journal.checkpoint to guiju_worker;
grant select on journal.cosignature to guiju_app;
grant insert, select on journal.cosignature to guiju_worker;
grant select on journal.datum to guiju_app;
grant select on journal.datum to guiju_worker;
grant select on journal.entry to guiju_app;
grant select, update (leaf_index) on journal.entry to guiju_worker;
grant select on journal.log to guiju_app;
grant insert, select, update (integrated), update (lease_holder), update (lease_until), update (overdue_after), update (retired_at), update (size), update (timestamp_every), update (timestamp_roots), update (timestamp_url), update (vkey), update (witnesses) on journal.log to guiju_worker;
grant select on journal.log_key to guiju_app;
grant insert, select, update (first_size), update (last_size) on journal.log_key to guiju_worker;
grant select on journal.tile to guiju_app;
grant insert, select, update (hashes) on journal.tile to guiju_worker;
grant delete, insert, select, update on parties.absence to guiju_app;
grant delete, insert, select, update on parties.absence to guiju_worker;
grant delete, insert, select, update on parties.mandate to guiju_app;
grant delete, insert, select, update on parties.mandate to guiju_worker;
grant delete, insert, select, update on parties.membership to guiju_app;
grant delete, insert, select, update on parties.membership to guiju_worker;
grant delete, insert, select, update on parties.node to guiju_app;
grant delete, insert, select, update on parties.node to guiju_worker;
grant delete, insert, select, update on parties.organisation to guiju_app;
grant delete, insert, select, update on parties.organisation to guiju_worker;
grant delete, insert, select, update on parties.park to guiju_app;
grant delete, insert, select, update on parties.park to guiju_worker;
grant delete, insert, select, update on parties.person to guiju_app;
grant delete, insert, select, update on parties.person to guiju_worker;
grant select on platform.calendar to guiju_app;
grant select on platform.calendar to guiju_worker;
grant insert, select on platform.effect to guiju_app;
grant insert, select on platform.effect to guiju_worker;
grant delete, insert, select, update on platform.idempotency to guiju_app;
grant delete, insert, select, update on platform.idempotency to guiju_worker;
grant insert, select on platform.outbox to guiju_app;
grant delete, insert, select, update (relayed_at) on platform.outbox to guiju_worker;
grant insert, select on platform.pack to guiju_app;
grant insert, select on platform.pack to guiju_worker;
grant execute on routine journal.append(text,uuid[],text[],integer[],text[],timestamp with time zone[],text[],bytea[],text[],uuid[],smallint[],text[],bytea[],text[]) to guiju_app;
grant execute on routine journal.append(text,uuid[],text[],integer[],text[],timestamp with time zone[],text[],bytea[],text[],uuid[],smallint[],text[],bytea[],text[]) to guiju_worker;
grant execute on routine journal.erase(text,timestamp with time zone) to guiju_app;
grant execute on routine journal.erase(text,timestamp with time zone) to guiju_worker;
grant execute on routine journal.place(text,text,uuid[],text[],integer[],text[],timestamp with time zone[],text[],bytea[],text[],uuid[],smallint[],text[],bytea[],text[]) to guiju_worker;
grant usage on schema auth to guiju_auth;
grant usage on schema cases to guiju_app;
grant usage on schema cases to guiju_worker;
grant usage on schema journal to guiju_app;
grant usage on schema journal to guiju_worker;
grant usage on schema parties to guiju_app;
grant usage on schema parties to guiju_worker;
grant usage on schema platform to guiju_app;
grant usage on schema platform to guiju_auth;
grant usage on schema platform to guiju_worker;
grant usage on schema services to guiju_app;
grant usage on schema services to guiju_worker;
grant usage on schema standards to guiju_app;
grant usage on schema standards to guiju_worker;
grant delete, insert, select, update on services.bundle to guiju_app;
grant delete, insert, select, update on services.bundle to guiju_worker;
grant delete, insert, select, update on services.class to guiju_app;
grant delete, insert, select, update on services.class to guiju_worker;
grant delete, insert, select, update on services.revision to guiju_app;
grant delete, insert, select, update on services.revision to guiju_worker;
grant delete, insert, select, update on services.template to guiju_app;
grant delete, insert, select, update on services.template to guiju_worker;
grant delete, insert, select, update on standards.clause to guiju_app;
grant delete, insert, select, update on standards.clause to guiju_worker;
grant delete, insert, select, update on standards.edition to guiju_app;
grant delete, insert, select, update on standards.edition to guiju_worker;
grant delete, insert, select, update on standards.standard to guiju_app;
grant delete, insert, select, update on standards.standard to guiju_worker;
grant delete, insert, select, update on standards.system to guiju_app;
grant delete, insert, select, update on standards.system to guiju_worker;
