-- The transactional outbox: what an act wants done later is written with the act, or not at all.

create table platform.outbox (
  park_id    text not null default platform.current_park(),
  id         uuid not null,
  event_id   uuid not null,
  ordinal    integer not null check (ordinal >= 0),
  task       text not null,
  payload    jsonb not null check (jsonb_typeof(payload) = 'object'),
  run_at     timestamptz,
  written_at timestamptz not null default now(),
  relayed_at timestamptz,
  primary key (park_id, id),
  unique (park_id, event_id, ordinal)
);
create index outbox_waiting on platform.outbox (written_at) where relayed_at is null;
comment on table platform.outbox is 'Jobs of committed acts on their way to the queue';
comment on column platform.outbox.event_id is 'Event it follows from; with ordinal the key of its effect';
comment on column platform.outbox.ordinal is 'Which of the event''s effects, from 0';
comment on column platform.outbox.payload is 'Ids and options only, never personal data';
comment on column platform.outbox.run_at is 'Not before; null = at once';

create table platform.effect (
  park_id  text not null default platform.current_park(),
  event_id uuid not null,
  ordinal  integer not null check (ordinal >= 0),
  task     text not null,
  done_at  timestamptz not null default now(),
  primary key (park_id, event_id, ordinal)
);
comment on table platform.effect is
  'Effects that were carried out, written in the transaction that carried them out';

call platform.protect_by_park('platform.outbox', 'append');
call platform.protect_by_park('platform.effect', 'append');

-- The relay serves every park and may mark a row, nothing else.
create policy relay_reads on platform.outbox for select to guiju_worker using (true);
create policy relay_marks on platform.outbox for update to guiju_worker using (true) with check (true);
grant update (relayed_at) on platform.outbox to guiju_worker;

create policy relay_clears on platform.outbox for delete to guiju_worker
  using (relayed_at < now() - interval '7 days');
grant delete on platform.outbox to guiju_worker;
