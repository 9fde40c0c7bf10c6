-- Who of the staff is asked to assist with a case or gets a copy of it (协办、抄送): it lies in their
-- queue, though the case stays with its post.

create table cases.asked (
  park_id text not null,
  number text not null,
  person text not null,
  verb text not null check (verb in ('assist', 'copy')),
  at timestamptz not null,
  primary key (park_id, number, person, verb)
);
comment on table cases.asked is 'Staff asked to assist with a case, or sent a copy of it';
comment on column cases.asked.person is 'The account that is asked';
comment on column cases.asked.verb is 'assist (协办) or copy (抄送)';
comment on column cases.asked.at is 'When it was asked last';
create index asked_person on cases.asked (park_id, person);
call platform.protect_by_park('cases.asked');
