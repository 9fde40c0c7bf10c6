-- The journal: what happened, once and for all, in the transaction that made it happen.

call platform.open_schema('journal', 'Append-only journal of all domains and its transparency log');

create table journal.log (
  park_id      text not null,
  origin       text not null,
  suite        text not null check (suite in ('sha256-ed25519', 'sm3-sm2')),
  vkey         text not null,
  demo         boolean not null,
  made_at      timestamptz not null,
  retired_at   timestamptz,
  size         bigint not null default 0 check (size >= 0),
  integrated   bigint not null default 0 check (integrated between 0 and size),
  lease_holder text,
  lease_until  timestamptz,
  primary key (park_id, origin)
);
create unique index log_one_active on journal.log (park_id) where retired_at is null;
comment on table journal.log is 'A park''s transparency log; its private key is outside the database';
comment on column journal.log.origin is 'Identity in checkpoints (C2SP tlog-checkpoint), as park.example/log';
comment on column journal.log.vkey is 'Verifier key (C2SP signed-note) that signs checkpoints';
comment on column journal.log.demo is 'Holds demonstration data only';
comment on column journal.log.size is 'Leaf indices given out: the next entry gets this one';
comment on column journal.log.integrated is 'Entries covered by tiles and by the newest checkpoint';
comment on column journal.log.lease_holder is 'Sequencer that works on this log until lease_until';

create table journal.entry (
  park_id    text not null default platform.current_park(),
  id         uuid not null,
  log        text not null,
  stream     text not null,
  seq        integer not null check (seq > 0),
  type       text not null,
  at         timestamptz not null,
  act        text not null,
  act_salt   bytea not null check (length(act_salt) = 32),
  entry      text not null,
  leaf_index bigint check (leaf_index >= 0),
  primary key (park_id, id),
  unique (park_id, stream, seq),
  unique (park_id, log, leaf_index)
);
create index entry_pending on journal.entry (park_id, log, stream, seq) where leaf_index is null;
comment on table journal.entry is 'One event; rows are only ever inserted';
comment on column journal.entry.log is 'Origin of the log it is published in';
comment on column journal.entry.stream is 'What it happened to, as case/<number>; no personal data';
comment on column journal.entry.seq is 'Place in its stream, from 1 without gaps';
comment on column journal.entry.act is 'Canonical JSON of stream, seq, bundle, clause, actor, mandate, node, outcome; kept';
comment on column journal.entry.act_salt is 'Blinds the commitment to act in the published entry';
comment on column journal.entry.entry is 'Canonical JSON that is published: commitments, never contents';
comment on column journal.entry.leaf_index is 'Place in the log, given once by the sequencer; null while pending';

create table journal.datum (
  park_id   text not null default platform.current_park(),
  entry_id  uuid not null,
  ordinal   smallint not null check (ordinal >= 0),
  subject   text not null,
  salt      bytea check (length(salt) = 32),
  payload   text,
  erased_at timestamptz,
  primary key (park_id, entry_id, ordinal),
  foreign key (park_id, entry_id) references journal.entry (park_id, id),
  check ((erased_at is null) = (payload is not null)),
  check ((payload is null) = (salt is null))
);
create index datum_subject on journal.datum (park_id, subject);
comment on table journal.datum is 'What an event says about one subject; the only part that can be erased';
comment on column journal.datum.ordinal is 'Place of its commitment in the published entry';
comment on column journal.datum.subject is 'Whose data it is: an internal id, never a name';
comment on column journal.datum.payload is 'Canonical JSON; personal data';

create table journal.tile (
  park_id    text not null default platform.current_park(),
  log        text not null,
  level      smallint not null check (level between 0 and 63),
  tile_index bigint not null check (tile_index >= 0),
  hashes     bytea not null check (length(hashes) between 1 and 8192),
  primary key (park_id, log, level, tile_index)
);
comment on table journal.tile is 'Hash tiles (C2SP tlog-tiles); a narrower tile is a prefix of this row';

create table journal.checkpoint (
  park_id   text not null default platform.current_park(),
  log       text not null,
  size      bigint not null check (size >= 0),
  root      bytea not null,
  note      text not null,
  signed_at timestamptz not null,
  primary key (park_id, log, size)
);
comment on table journal.checkpoint is 'Signed checkpoints (C2SP tlog-checkpoint), one for each size ever signed';

call platform.protect_by_park('journal.log', 'read');
call platform.protect_by_park('journal.entry', 'read');
call platform.protect_by_park('journal.datum', 'append');
call platform.protect_by_park('journal.tile', 'read');
call platform.protect_by_park('journal.checkpoint', 'read');

-- Whoever acts writes entries; only the worker places them in the log.
grant insert (park_id, id, log, stream, seq, type, at, act, act_salt, entry)
  on journal.entry to guiju_app;
grant insert on journal.entry to guiju_worker;
grant update (leaf_index) on journal.entry to guiju_worker;
grant insert on journal.log to guiju_worker;
grant update (size, integrated, lease_holder, lease_until, vkey, retired_at)
  on journal.log to guiju_worker;
grant insert on journal.tile, journal.checkpoint to guiju_worker;
grant update (hashes) on journal.tile to guiju_worker;

-- The sequencer serves every park: it has to see which logs there are.
create policy all_logs on journal.log for select to guiju_worker using (true);

create function journal.keep_leaf_index() returns trigger
  language plpgsql as $$
begin
  raise exception 'journal.entry: leaf_index of % is given once', old.id
    using errcode = 'restrict_violation';
end $$;
create trigger keep_leaf_index before update on journal.entry
  for each row when (old.leaf_index is not null or new.leaf_index is null)
  execute function journal.keep_leaf_index();

create function journal.erase(erased_subject text, erased_on timestamptz) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
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
end $$;
revoke all on function journal.erase(text, timestamptz) from public;
grant execute on function journal.erase(text, timestamptz) to guiju_app, guiju_worker;
comment on function journal.erase(text, timestamptz) is
  'Erases what the journal of this park holds about a subject; commitments stay, unopenable';
