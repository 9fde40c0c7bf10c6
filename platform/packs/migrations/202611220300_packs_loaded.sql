-- Which packs a park has loaded: the database is the truth, a pack is an import with a difference.

create table platform.pack (
  park_id   text not null default platform.current_park(),
  code      text not null,
  version   text not null,
  hash      text not null check (hash ~ '^[0-9a-f]{64}$'),
  documents jsonb not null check (jsonb_typeof(documents) = 'object'),
  loaded_at timestamptz not null,
  primary key (park_id, code, version)
);
comment on table platform.pack is 'Every version of every pack that was loaded into a park';
comment on column platform.pack.hash is 'SHA-256 over canonical JSON of all documents, hex';
comment on column platform.pack.documents is 'File name to SHA-256 of its canonical JSON';

call platform.protect_by_park('platform.pack', 'append');
