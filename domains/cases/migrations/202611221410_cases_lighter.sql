-- The fold of a case is text: as JSON each step had it read again and again by the server, a fifth
-- of the time of writing it, and whoever looks inside says so. Two indexes become part of a key, and
-- what nobody asks for is written no more.
alter table cases."case" alter column state type text using state::text;
alter table cases."case" drop column resolved_at;

alter table cases.clause_use drop constraint clause_use_pkey;
alter table cases.clause_use add primary key (park_id, number, entry_id, ordinal);
drop index cases.clause_use_by_case;

alter table cases.notice drop constraint notice_park_id_entry_id_kind_key;
alter table cases.notice add unique (park_id, number, entry_id, kind);
drop index cases.notice_of_case;
