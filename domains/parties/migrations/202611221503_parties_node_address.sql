-- Where people find a service point; guides print it.
alter table parties.node add column address jsonb;
comment on column parties.node.address is 'Where it is found, in words; null where no document says';
