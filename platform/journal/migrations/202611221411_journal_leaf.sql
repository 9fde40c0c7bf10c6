-- A pending entry has no leaf, hence no place among leaves: only those that have one are indexed.
alter table journal.entry drop constraint entry_park_id_log_leaf_index_key;
create unique index entry_by_leaf on journal.entry (park_id, log, leaf_index)
  where leaf_index is not null;
