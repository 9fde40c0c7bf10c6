-- What ledgers, figures and clause pages are counted by, and under whom one-line records can be
-- erased. Rebuildable like every projection of this slice.

alter table cases."case" add column node text;
alter table cases."case" add column kept boolean;
comment on column cases."case".node is 'Node that handles it, or handled it last';
comment on column cases."case".kept is
  'Whether all clocks with a promise ended in time; null while open and for imported history';

alter table cases.service_record add column subject text not null default '';
alter table cases.service_record add column imported boolean not null default false;
comment on column cases.service_record.subject is 'Under whom its texts can be erased';
comment on column cases.service_record.imported is 'History of before this product';

alter table cases.visit add column subject text not null default '';
alter table cases.visit add column imported boolean not null default false;
comment on column cases.visit.subject is 'Under whom its texts can be erased';
comment on column cases.visit.imported is 'History of before this product';

create index service_record_by_subject on cases.service_record (park_id, subject);
create index visit_by_subject on cases.visit (park_id, subject);
create index case_by_kind on cases."case" (park_id, need, number);

create table cases.clause_use (
  park_id text not null,
  entry_id uuid not null,
  ordinal smallint not null,
  standard text not null,
  clause text not null,
  number text not null,
  type text not null,
  at timestamptz not null,
  kept boolean,
  primary key (park_id, entry_id, ordinal)
);
comment on table cases.clause_use is
  'Which act carried out which clause: one line for the act itself, one for each clock it ended';
comment on column cases.clause_use.standard is 'Number of the standard the definition carries out';
comment on column cases.clause_use.kept is 'Whether a clock ended in time; null for the act itself';
create index clause_use_by_clause on cases.clause_use (park_id, standard, clause, at desc);
create index clause_use_by_case on cases.clause_use (park_id, number);
call platform.protect_by_park('cases.clause_use');
