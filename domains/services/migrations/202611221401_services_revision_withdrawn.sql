-- A draft may be given up; it stays to be read, with its reason and its entries.
alter table services.revision drop constraint revision_state_check;
alter table services.revision
  add constraint revision_state_check check (state in ('draft', 'published', 'withdrawn'));
