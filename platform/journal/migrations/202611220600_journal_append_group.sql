-- Acts that come at once are written together: entries of many streams in one statement each, not
-- in a loop of three statements an entry.

create or replace function journal.append(
  origin text,
  ids uuid[], streams text[], seqs integer[], types text[], ats timestamptz[],
  acts text[], act_salts bytea[], entries text[],
  datum_entries uuid[], ordinals smallint[], subjects text[], salts bytea[], payloads text[]
) returns void language plpgsql as $$
declare
  park text := platform.current_park();
  bad record;
begin
  -- Each entry follows the one before it in the group, the first of a stream its stored head.
  select e.stream, e.seq, e.at, coalesce(e.seq_before, head.seq, 0) as last_seq,
         coalesce(e.at_before, head.at) as last_at
    into bad
    from (select g.stream, g.seq, g.at, g.ord, lag(g.seq) over w as seq_before,
                 lag(g.at) over w as at_before
            from unnest(streams, seqs, ats) with ordinality g(stream, seq, at, ord)
          window w as (partition by g.stream order by g.ord)) e
    left join lateral (
      select j.seq, j.at from journal.entry j
       where e.seq_before is null and j.park_id = park and j.stream = e.stream
       order by j.seq desc limit 1
    ) head on true
   where e.seq <> coalesce(e.seq_before, head.seq, 0) + 1
      or e.at < coalesce(e.at_before, head.at)
   order by e.ord limit 1;
  if found then
    if bad.seq <= bad.last_seq then
      raise exception '%: seq % is taken', bad.stream, bad.seq
        using errcode = 'GJ001', detail = bad.stream, hint = bad.seq;
    elsif bad.seq > bad.last_seq + 1 then
      raise exception '%: seq % leaves a gap after %', bad.stream, bad.seq, bad.last_seq
        using errcode = 'GJ002';
    end if;
    raise exception '%: % is before %', bad.stream, bad.at, bad.last_at using errcode = 'GJ003';
  end if;

  insert into journal.entry (park_id, id, log, stream, seq, type, at, act, act_salt, entry)
  select park, e.id, origin, e.stream, e.seq, e.type, e.at, e.act, e.act_salt, e.entry
    from unnest(ids, streams, seqs, types, ats, acts, act_salts, entries)
      e(id, stream, seq, type, at, act, act_salt, entry);
  if cardinality(datum_entries) > 0 then
    insert into journal.datum (park_id, entry_id, ordinal, subject, salt, payload)
    select park, d.* from unnest(datum_entries, ordinals, subjects, salts, payloads) d;
  end if;
end $$;
