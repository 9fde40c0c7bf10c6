-- The first table of __nouns__.

call platform.open_schema('__nouns__', 'What this domain is about');

create table __nouns__.__noun__ (
  park_id text not null,
  id uuid not null,
  title text not null,
  state text not null check (state in ('open', 'closed')),
  opened_at timestamptz not null,
  closed_at timestamptz,
  primary key (park_id, id)
);
comment on table __nouns__.__noun__ is 'One __noun__ of a park';
comment on column __nouns__.__noun__.state is 'open or closed; follows from the journal';
comment on column __nouns__.__noun__.opened_at is 'Instant of __noun__.opened';
comment on column __nouns__.__noun__.closed_at is 'Instant of __noun__.closed; null while open';
call platform.protect_by_park('__nouns__.__noun__');
