-- Appending in one statement whose answer nobody has to read: it goes with the commit of the act,
-- so whether an entry follows the last of its stream is decided here.

create function journal.append(
  origin text,
  ids uuid[], streams text[], seqs integer[], types text[], ats timestamptz[],
  acts text[], act_salts bytea[], entries text[],
  datum_entries uuid[], ordinals smallint[], subjects text[], salts bytea[], payloads text[]
) returns void language plpgsql as $$
declare
  park text := platform.current_park();
  added record;
  last_seq integer;
  last_at timestamptz;
begin
  for added in
    select * from unnest(ids, streams, seqs, types, ats, acts, act_salts, entries)
      as e(id, stream, seq, type, at, act, act_salt, entry)
  loop
    select e.seq, e.at into last_seq, last_at from journal.entry e
     where e.park_id = park and e.stream = added.stream order by e.seq desc limit 1;
    last_seq := coalesce(last_seq, 0);
    if added.seq <= last_seq then
      raise exception '%: seq % is taken', added.stream, added.seq
        using errcode = 'GJ001', detail = added.stream, hint = added.seq;
    elsif added.seq > last_seq + 1 then
      raise exception '%: seq % leaves a gap after %', added.stream, added.seq, last_seq
        using errcode = 'GJ002';
    elsif added.at < last_at then
      raise exception '%: % is before %', added.stream, added.at, last_at using errcode = 'GJ003';
    end if;
    insert into journal.entry (park_id, id, log, stream, seq, type, at, act, act_salt, entry)
    values (park, added.id, origin, added.stream, added.seq, added.type, added.at, added.act,
      added.act_salt, added.entry);
  end loop;
  if cardinality(datum_entries) > 0 then
    insert into journal.datum (park_id, entry_id, ordinal, subject, salt, payload)
    select park, d.* from unnest(datum_entries, ordinals, subjects, salts, payloads) d;
  end if;
end $$;
comment on function journal.append(text, uuid[], text[], integer[], text[], timestamptz[], text[],
    bytea[], text[], uuid[], smallint[], text[], bytea[], text[]) is
  'Writes pending entries that follow the last of their streams, with the caller''s rights; GJ001 taken, GJ002 gap, GJ003 back in time';
revoke all on function journal.append(text, uuid[], text[], integer[], text[], timestamptz[],
    text[], bytea[], text[], uuid[], smallint[], text[], bytea[], text[]) from public;
grant execute on function journal.append(text, uuid[], text[], integer[], text[], timestamptz[],
    text[], bytea[], text[], uuid[], smallint[], text[], bytea[], text[])
  to guiju_app, guiju_worker;
