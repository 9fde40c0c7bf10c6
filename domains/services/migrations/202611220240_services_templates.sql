-- Templates of documents, as the pack gives them. A bundle holds its own copy: a later template
-- changes no edition that is published.

create table services.template (
  park_id text not null,
  code text not null,
  content jsonb not null,
  primary key (park_id, code)
);
comment on table services.template is 'Templates of result documents, read when a definition is published';
comment on column services.template.content is 'Template (services/model.ts): title and paragraphs with FEEL in {{ }}';
call platform.protect_by_park('services.template');
