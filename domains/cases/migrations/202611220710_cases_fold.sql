-- The fold of a case is kept as it was written: nothing looks inside while a case is acted on, and
-- taking it apart and putting it together again was half the time of writing a step. Answers and
-- remarks stand in the fold and nowhere else; the words a case is found by stand in a table of their
-- own, since a step changes none of them and their index is the dearest of all.
alter table cases."case" alter column state type json using state::json;
comment on column cases."case".state is 'The fold as JSON, with answers and remarks (personal); rebuilt from the stream';
alter table cases."case" drop column answers, drop column remarks;

create table cases.case_words (
  park_id text not null,
  number text not null,
  words tsvector not null,
  primary key (park_id, number)
);
comment on table cases.case_words is 'Words a case is found by: its number, summary and applicant (personal where a person)';
create index case_words_search on cases.case_words using gin (words);
call platform.protect_by_park('cases.case_words');
insert into cases.case_words select park_id, number, search from cases."case";
alter table cases."case" drop column search;
