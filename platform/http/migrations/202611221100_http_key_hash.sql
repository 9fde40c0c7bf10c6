-- A person may type anything as an Idempotency-Key, a telephone number too, and keys outlive an
-- erasure: what is kept is a hash. Rows of before get the hash their repeated request will have.

-- The table is shut to its owner too: for this one statement it is not, under the lock of the change.
alter table platform.idempotency no force row level security;
update platform.idempotency set key = encode(
  sha256(convert_to(principal || E'\n' || route || E'\n' || key, 'UTF8')), 'hex');
alter table platform.idempotency force row level security;

comment on column platform.idempotency.key is
  'SHA-256, hex, of principal, route and the Idempotency-Key the caller chose';
