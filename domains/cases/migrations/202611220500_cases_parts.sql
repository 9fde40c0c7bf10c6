-- Cases that are parts of another (一件事): several services by one form. Rebuildable: the first
-- event of a part names the case it belongs to.

create table cases.part (
  park_id text not null,
  number text not null,
  parent text not null,
  branch text not null,
  primary key (park_id, number),
  unique (park_id, parent, branch)
);
comment on table cases.part is 'A case that was opened as a part of another, and the branch that waits for it';
comment on column cases.part.number is 'The case of the part';
comment on column cases.part.parent is 'The case it is a part of';
comment on column cases.part.branch is 'The branch of the parent that ends when the part does';
call platform.protect_by_park('cases.part');
