-- What a log's readers may rely on beside its own key: witnesses, trusted time, keys that change.

alter table journal.log
  add column witnesses        text not null default '',
  add column timestamp_url    text,
  add column timestamp_roots  text,
  add column timestamp_every  interval,
  add column overdue_after    interval not null default '1 minute',
  add constraint log_timestamps check (
    (timestamp_url is null) = (timestamp_roots is null)
    and (timestamp_url is null) = (timestamp_every is null)
  );
comment on column journal.log.witnesses is
  'Witnesses, groups and quorum as lines of a C2SP tlog-policy; empty when none is asked';
comment on column journal.log.timestamp_url is 'RFC 3161 authority that is asked; null when none is';
comment on column journal.log.timestamp_roots is 'Certificates (PEM) its chains must end in';
comment on column journal.log.timestamp_every is 'A growing log is timestamped this often';
comment on column journal.log.overdue_after is
  'A quorum or timestamp that is later than this withholds receipts and raises an alarm';

create table journal.log_key (
  park_id      text not null default platform.current_park(),
  log          text not null,
  vkey         text not null,
  made_at      timestamptz not null,
  announced_by uuid,
  first_size   bigint check (first_size >= 0),
  last_size    bigint check (last_size >= first_size),
  primary key (park_id, log, vkey)
);
create unique index log_key_one_next on journal.log_key (park_id, log) where first_size is null;
create unique index log_key_one_in_use on journal.log_key (park_id, log)
  where first_size is not null and last_size is null;
comment on table journal.log_key is 'Verifier keys a log was, is and will be signed with';
comment on column journal.log_key.announced_by is 'Entry that announces it; null for the first key';
comment on column journal.log_key.first_size is
  'Smallest checkpoint it signs; null until its announcement is covered by one';
comment on column journal.log_key.last_size is
  'Largest checkpoint it signs, together with its successor; null while it is in use';
insert into journal.log_key (park_id, log, vkey, made_at, first_size)
select park_id, origin, vkey, made_at, 0 from journal.log;

alter table journal.checkpoint
  add column stored_at  timestamptz not null default now(),
  add column settled_at timestamptz;
update journal.checkpoint set settled_at = stored_at;
create index checkpoint_settled on journal.checkpoint (park_id, log, size)
  where settled_at is not null;
comment on column journal.checkpoint.stored_at is 'By the clock of the database, which nobody sets';
comment on column journal.checkpoint.settled_at is
  'When a quorum of witnesses had cosigned; receipts and publication use settled ones only';

create table journal.cosignature (
  park_id   text not null default platform.current_park(),
  log       text not null,
  size      bigint not null,
  witness   text not null,
  lines     text not null,
  stated_at timestamptz not null,
  primary key (park_id, log, size, witness),
  foreign key (park_id, log, size) references journal.checkpoint (park_id, log, size)
);
comment on table journal.cosignature is 'What witnesses state about checkpoints (C2SP tlog-cosignature)';
comment on column journal.cosignature.witness is 'Its name in the policy';
comment on column journal.cosignature.lines is 'Signature lines of the note, each ended by a newline';

create table journal.timestamp (
  park_id   text not null default platform.current_park(),
  log       text not null,
  size      bigint not null,
  token     bytea not null check (length(token) between 1 and 65536),
  proves_at timestamptz not null,
  primary key (park_id, log, size),
  foreign key (park_id, log, size) references journal.checkpoint (park_id, log, size)
);
comment on table journal.timestamp is 'RFC 3161 tokens over the text of checkpoints, verified before';

create table journal.attestor (
  park_id       text not null default platform.current_park(),
  log           text not null,
  kind          text not null check (kind in ('witness', 'timestamp')),
  name          text not null,
  known_size    bigint not null default 0 check (known_size >= 0),
  failures      integer not null default 0 check (failures >= 0),
  retry_at      timestamptz not null default now(),
  failing_since timestamptz,
  problem       text,
  primary key (park_id, log, kind, name)
);
comment on table journal.attestor is 'How asking witnesses and timestamp authorities goes';
comment on column journal.attestor.known_size is 'Size it attested last, as far as is known here';
comment on column journal.attestor.retry_at is 'Not asked again before, by the database''s clock';
comment on column journal.attestor.problem is 'Why the last request failed; null when it did not';

call platform.protect_by_park('journal.log_key', 'read');
call platform.protect_by_park('journal.cosignature', 'read');
call platform.protect_by_park('journal.timestamp', 'read');
call platform.protect_by_park('journal.attestor', 'read');
grant insert on journal.log_key, journal.cosignature, journal.timestamp to guiju_worker;
grant update (first_size, last_size) on journal.log_key to guiju_worker;
grant update (settled_at) on journal.checkpoint to guiju_worker;
grant insert, update, delete on journal.attestor to guiju_worker;
grant update (witnesses, timestamp_url, timestamp_roots, timestamp_every, overdue_after)
  on journal.log to guiju_worker;
