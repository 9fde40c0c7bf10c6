-- Answers of unsafe requests, so that a repeated one gets the same answer and acts once.

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
  kept_at timestamptz not null default now(),
  primary key (park_id, principal, route, key)
);
create index idempotency_by_age on platform.idempotency (kept_at);
create index idempotency_by_subject on platform.idempotency (park_id, subject);

comment on table platform.idempotency is
  'Answers of unsafe requests, written in the transaction of the act, kept seven days';
comment on column platform.idempotency.principal is 'Id of the account that asked';
comment on column platform.idempotency.route is 'Method and URL pattern';
comment on column platform.idempotency.key is 'The Idempotency-Key the caller chose';
comment on column platform.idempotency.request_hash is
  'SHA-256, hex, of method, path, query and body; another request under the key is refused';
comment on column platform.idempotency.body is 'The answer as sent; emptied by erasure';
comment on column platform.idempotency.etag is 'ETag of the answer';
comment on column platform.idempotency.subject is 'Number of the case or thing the act was about';
comment on column platform.idempotency.kept_at is 'When it was written, by the server''s clock';

call platform.protect_by_park('platform.idempotency');
