-- What follows from acts: result documents, notices to applicants, and who of the staff has read a
-- case. Documents and notices are written once, under the event they follow from.

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
  mark text not null check (mark in ('sample', 'stamped-scan', 'e-seal')),
  at timestamptz not null,
  primary key (park_id, id),
  unique (park_id, entry_id, ordinal)
);
comment on table cases.document is 'Result documents of cases; the bytes stand in the file store under file';
comment on column cases.document.entry_id is 'Event whose effect it is; with ordinal the key of the effect';
comment on column cases.document.template is 'Code of the template in the bundle of the case';
comment on column cases.document.name is 'File name; holds the case number and no name of a person';
comment on column cases.document.mark is '样稿, 已用章扫描件 or 电子印章';
create index document_of_case on cases.document (park_id, number);
create index document_of_file on cases.document (park_id, file);
call platform.protect_by_park('cases.document');

create table cases.notice (
  park_id text not null,
  id uuid not null,
  number text not null,
  entry_id uuid not null,
  kind text not null,
  said jsonb not null,
  at timestamptz not null,
  delivery text not null
    check (delivery in ('product', 'queued', 'mailed', 'no-server', 'no-address', 'refused')),
  mailed_at timestamptz,
  primary key (park_id, id),
  unique (park_id, entry_id, kind)
);
comment on table cases.notice is 'Notices to the applicant of a case; the words stand in the text files';
comment on column cases.notice.kind is 'Which notice: filed, accepted, returned, suspended, resolved, ended, document, told';
comment on column cases.notice.said is 'Values its words are filled with: titles, numbers, days; never what people wrote';
comment on column cases.notice.delivery is 'product: not by mail in this park; queued: on its way; else what became of it';
create index notice_of_case on cases.notice (park_id, number, at desc);
call platform.protect_by_park('cases.notice');

create table cases.read_log (
  park_id text not null,
  number text not null,
  reader text not null,
  purpose text not null,
  hour timestamptz not null,
  post text not null,
  at timestamptz not null,
  primary key (park_id, number, reader, purpose, hour)
);
comment on table cases.read_log is
  'Which post has read a case of personal data, for what; at most one line a person, purpose and hour';
comment on column cases.read_log.reader is 'User id of who read (personal); never shown, only the post is';
comment on column cases.read_log.hour is 'The hour (UTC) of the first reading in it';
create index read_log_of_case on cases.read_log (park_id, number, at desc);
create index read_log_of_reader on cases.read_log (park_id, reader);
call platform.protect_by_park('cases.read_log');
