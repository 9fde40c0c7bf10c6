-- Placing a group of entries in one round trip: the time the log's row is locked bounds how many
-- entries a second a log can take.

create function journal.place(
  park text, origin text,
  ids uuid[], streams text[], seqs integer[], types text[], ats timestamptz[],
  acts text[], act_salts bytea[], entries text[],
  datum_entries uuid[], ordinals smallint[], subjects text[], salts bytea[], payloads text[],
  out first_index bigint, out problem text, out problem_stream text, out problem_seq integer
) language plpgsql set search_path = pg_catalog, pg_temp as $$
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
comment on function journal.place(text, text, uuid[], text[], integer[], text[], timestamptz[],
    text[], bytea[], text[], uuid[], smallint[], text[], bytea[], text[]) is
  'Writes entries with the next leaf indices of a log, or tells why not; with the caller''s rights';
revoke all on function journal.place(text, text, uuid[], text[], integer[], text[], timestamptz[],
    text[], bytea[], text[], uuid[], smallint[], text[], bytea[], text[]) from public;
grant execute on function journal.place(text, text, uuid[], text[], integer[], text[],
    timestamptz[], text[], bytea[], text[], uuid[], smallint[], text[], bytea[], text[])
  to guiju_worker;
