-- An act may rest on a case as this process wrote it last. It is written only where the row is still
-- that version; where it is not, everything of the transaction is undone and the act reads anew.
create function cases.none_overtaken(written bigint, asked integer) returns void
  language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if written <> asked then
    raise exception 'a case has been changed meanwhile' using errcode = 'GJ006';
  end if;
end $$;
comment on function cases.none_overtaken(bigint, integer) is
  'GJ006 when a case an act rests on was changed by another';
