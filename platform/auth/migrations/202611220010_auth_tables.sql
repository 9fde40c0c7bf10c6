-- Accounts and sessions, as better-auth 1.7.25 wants them (its names, in quotes). Users are the
-- same in every park; what they may do in one is in the schema parties. A test compares this file
-- with what the library would make.

create schema auth;
comment on schema auth is 'Accounts and sessions of sign-in; no data of any domain';
grant usage on schema auth to guiju_auth;

create table auth."user" (
  id text not null primary key,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null,
  image text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp
);
comment on table auth."user" is 'Somebody who can sign in';
comment on column auth."user".name is 'Personal';
comment on column auth."user".email is 'Personal';

create table auth.session (
  id text not null primary key,
  "expiresAt" timestamptz not null,
  token text not null unique,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references auth."user" (id) on delete cascade
);
comment on table auth.session is 'A signed-in browser';
comment on column auth.session."ipAddress" is 'Personal';
comment on column auth.session."userAgent" is 'Personal';

create table auth.account (
  id text not null primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references auth."user" (id) on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null
);
comment on table auth.account is 'A way a user signs in: a password or an outside provider';
comment on column auth.account.password is 'scrypt hash with its salt';

create table auth.verification (
  id text not null primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp
);
comment on table auth.verification is 'Short-lived proofs: states of a sign-in under way, codes';

create table auth."rateLimit" (
  id text not null primary key,
  key text not null unique,
  count integer not null,
  "lastRequest" bigint not null
);
comment on table auth."rateLimit" is 'Tries by address and path';
comment on column auth."rateLimit"."lastRequest" is 'Epoch milliseconds';

create index "session_userId_idx" on auth.session ("userId");
create index "account_userId_idx" on auth.account ("userId");
create index "verification_identifier_idx" on auth.verification (identifier);

grant select, insert, update, delete on all tables in schema auth to guiju_auth;
