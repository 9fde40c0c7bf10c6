-- Entries and their data come in by journal.append and journal.place alone: nobody can write one out
-- of its order, nor a datum without its entry. What the functions ensure needs no foreign key, whose
-- check cost a quarter of the work of an act; audit finds strays.

alter function journal.append(text, uuid[], text[], integer[], text[], timestamptz[], text[], bytea[],
    text[], uuid[], smallint[], text[], bytea[], text[])
  security definer set search_path = pg_catalog, pg_temp;
alter function journal.place(text, text, uuid[], text[], integer[], text[], timestamptz[], text[],
    bytea[], text[], uuid[], smallint[], text[], bytea[], text[]) security definer;
comment on function journal.append(text, uuid[], text[], integer[], text[], timestamptz[], text[],
    bytea[], text[], uuid[], smallint[], text[], bytea[], text[]) is
  'Writes pending entries that follow the last of their streams; GJ001 taken, GJ002 gap, GJ003 back in time';
comment on function journal.place(text, text, uuid[], text[], integer[], text[], timestamptz[],
    text[], bytea[], text[], uuid[], smallint[], text[], bytea[], text[]) is
  'Writes entries with the next leaf indices of a log, or tells why not';

revoke insert (park_id, id, log, stream, seq, type, at, act, act_salt, entry)
  on journal.entry from guiju_app;
revoke insert on journal.entry from guiju_worker;
revoke insert on journal.datum from guiju_app, guiju_worker;
alter table journal.datum drop constraint datum_park_id_entry_id_fkey;
