-- The last entry of a stream is looked for from the place before the new one, since a stream has no
-- gaps: from its first entry on, the scan compared every entry of the stream that shared a page with
-- the last, a quarter of the work of placing a group in long streams.

create or replace function journal.place(
  park text, origin text, ids uuid[], streams text[], seqs int[], types text[],
  ats timestamptz[], acts text[], act_salts bytea[], entries text[], datum_entries uuid[],
  ordinals smallint[], subjects text[], salts bytea[], payloads text[], out first_index bigint,
  out problem text, out problem_stream text, out problem_seq int
) language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  perform set_config('app.park', park, true);
  select l.size into first_index from journal.log l
   where l.park_id = park and l.origin = place.origin and l.retired_at is null for update;
  if first_index is null then
    problem := 'no-log';
    return;
  end if;

  -- Each entry follows the one before it in the group, the first of a stream its stored head.
  select case when e.seq <= coalesce(e.seq_before, head.seq, 0) then 'conflict'
              when e.seq > coalesce(e.seq_before, head.seq, 0) + 1 then 'gap'
              when e.at < coalesce(e.at_before, head.at) then 'back'
              else 'pending' end, e.stream, e.seq
    into problem, problem_stream, problem_seq
    from (select g.stream, g.seq, g.at, g.ord, lag(g.seq) over w as seq_before,
                 lag(g.at) over w as at_before
            from unnest(streams, seqs, ats) with ordinality g(stream, seq, at, ord)
          window w as (partition by g.stream order by g.ord)) e
    left join lateral (
      select j.seq, j.at, j.leaf_index from journal.entry j
       where e.seq_before is null and j.park_id = park and j.stream = e.stream
         and j.seq >= e.seq - 1
       order by j.seq desc limit 1
    ) head on true
   where e.seq <> coalesce(e.seq_before, head.seq, 0) + 1
      or e.at < coalesce(e.at_before, head.at)
      or head.seq is not null and head.leaf_index is null
   order by e.ord limit 1;
  if problem is not null then
    return;
  end if;

  insert into journal.entry
    (park_id, id, log, stream, seq, type, at, act, act_salt, entry, leaf_index)
  select park, e.id, place.origin, e.stream, e.seq, e.type, e.at, e.act, e.act_salt, e.entry,
         first_index + e.ord - 1
    from unnest(ids, streams, seqs, types, ats, acts, act_salts, entries)
      with ordinality e(id, stream, seq, type, at, act, act_salt, entry, ord);
  if cardinality(datum_entries) > 0 then
    insert into journal.datum (park_id, entry_id, ordinal, subject, salt, payload)
    select park, d.* from unnest(datum_entries, ordinals, subjects, salts, payloads) d;
  end if;
  update journal.log l set size = first_index + cardinality(ids)
   where l.park_id = park and l.origin = place.origin;
end $$;

create or replace function journal.append(
  origin text, ids uuid[], streams text[], seqs int[], types text[], ats timestamptz[],
  acts text[], act_salts bytea[], entries text[], datum_entries uuid[], ordinals smallint[],
  subjects text[], salts bytea[], payloads text[]
) returns void language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
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
         and j.seq >= e.seq - 1
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
      raise exception '%: seq % leaves a gap before it', bad.stream, bad.seq
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
