-- Whoever appends may rest on the log it knew before: that it is still in force is made sure here.

create or replace function journal.append(
  origin text, ids uuid[], streams text[], seqs int[], types text[], ats timestamptz[],
  acts text[], act_salts bytea[], entries text[],
  datum_entries uuid[], ordinals smallint[], subjects text[], salts bytea[], payloads text[]
) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  park text := platform.current_park();
  bad record;
begin
  if not exists (select from journal.log l
                  where l.park_id = park and l.origin = append.origin and l.retired_at is null) then
    raise exception 'there is no log %', origin using errcode = 'GJ005';
  end if;

  insert into journal.entry (park_id, id, log, stream, seq, type, at, act, act_salt, entry)
  select park, e.id, origin, e.stream, e.seq, e.type, e.at, e.act, e.act_salt, e.entry
    from unnest(ids, streams, seqs, types, ats, acts, act_salts, entries)
      e(id, stream, seq, type, at, act, act_salt, entry);

  select e.stream, e.seq, last.at > e.at as is_back
    into bad
    from unnest(streams, seqs, ats) e(stream, seq, at)
    left join lateral (
      select j.at from journal.entry j
       where j.park_id = park and j.stream = e.stream
         and j.seq >= e.seq - 1 and j.seq < e.seq
       order by j.seq desc limit 1
    ) last on true
   where e.seq > 1 and (last.at <= e.at) is not true
   limit 1;
  if found then
    if bad.is_back then
      raise exception '%: seq % is before the last in time', bad.stream, bad.seq
        using errcode = 'GJ003';
    end if;
    raise exception '%: seq % leaves a gap before it', bad.stream, bad.seq using errcode = 'GJ002';
  end if;

  if cardinality(datum_entries) > 0 then
    insert into journal.datum (park_id, entry_id, ordinal, subject, salt, payload)
    select park, d.* from unnest(datum_entries, ordinals, subjects, salts, payloads) d;
  end if;
end $$;
comment on function journal.append(text, uuid[], text[], int[], text[], timestamptz[], text[], bytea[],
    text[], uuid[], smallint[], text[], bytea[], text[]) is
  'Writes pending entries that follow the last of their streams; GJ002 gap, GJ003 back in time, GJ005 no such log';

-- The worker, who sees the logs of all parks, took the first it met: what it wrote of one park was
-- sealed for the log of another, where it never got a place. Such entries wait still, in no log and no
-- checkpoint, so they are sealed for their own; the commitments do not name a log.
alter table journal.entry disable trigger keep_leaf_index;
update journal.entry e
   set log = own.origin,
       entry = replace(e.entry, '"log":' || to_json(e.log), '"log":' || to_json(own.origin))
  from journal.log own, journal.log other
 where e.leaf_index is null
   and own.park_id = e.park_id and own.retired_at is null
   and other.origin = e.log and other.park_id <> e.park_id and other.suite = own.suite
   and not exists (select from journal.log l where l.park_id = e.park_id and l.origin = e.log);
alter table journal.entry enable trigger keep_leaf_index;
