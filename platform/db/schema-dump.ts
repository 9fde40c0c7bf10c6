import pg from 'pg';
import { connectionOptions } from './connection.ts';

/** Schemas of others: PostgreSQL's own and the job queue's, which its package describes. */
const foreignSchemas = ['information_schema', 'graphile_worker', 'public'];

/** One statement a row, in an order that reads: schema, table, what belongs to it. */
const statements = {
  schemas: `
    select format('create schema %I;', nspname) || coalesce(format(
             E'\\ncomment on schema %I is %L;', nspname, obj_description(n.oid, 'pg_namespace')), '')
           as text, nspname as place
      from pg_namespace n where nspname = any($1)`,
  tables: `
    select format(E'create table %s (\\n%s\\n);', c.oid::regclass, columns.text) as text,
           n.nspname || '.' || c.relname as place
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join lateral (
        select string_agg(format('  %I %s%s%s', attname, format_type(atttypid, atttypmod),
                 case when attnotnull then ' not null' else '' end,
                 case when attidentity <> '' then ' generated as identity'
                      when attgenerated <> '' then ' generated always as ('
                        || pg_get_expr(adbin, adrelid) || ') stored'
                      else coalesce(' default ' || pg_get_expr(adbin, adrelid), '') end),
                 E',\\n' order by attnum) as text
          from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
         where attrelid = c.oid and attnum > 0 and not attisdropped
      ) columns on true
     where c.relkind in ('r', 'p') and n.nspname = any($1)`,
  comments: `
    select case when d.objsubid = 0 then format('comment on table %s is %L;', c.oid::regclass,
                  d.description)
                else format('comment on column %s.%I is %L;', c.oid::regclass, a.attname,
                  d.description) end as text,
           n.nspname || '.' || c.relname || to_char(d.objsubid, '000') as place
      from pg_description d
      join pg_class c on c.oid = d.objoid and d.classoid = 'pg_class'::regclass
      join pg_namespace n on n.oid = c.relnamespace
      left join pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid
     where c.relkind in ('r', 'p') and n.nspname = any($1)`,
  constraints: `
    select format('alter table %s add constraint %I %s;', conrelid::regclass, conname,
             pg_get_constraintdef(k.oid)) as text,
           n.nspname || '.' || c.relname || ' ' || contype::text || conname as place
      from pg_constraint k join pg_class c on c.oid = conrelid
      join pg_namespace n on n.oid = c.relnamespace
     where contype in ('p', 'u', 'f', 'c', 'x') and n.nspname = any($1)`,
  indexes: `
    select pg_get_indexdef(indexrelid) || ';' as text, n.nspname || '.' || i.relname as place
      from pg_index join pg_class i on i.oid = indexrelid
      join pg_namespace n on n.oid = i.relnamespace
     where n.nspname = any($1)
       and not exists (select from pg_constraint where conindid = indexrelid)`,
  functions: `
    select rtrim(pg_get_functiondef(p.oid), E'\\n') || ';' as text,
           n.nspname || '.' || p.oid::regprocedure as place
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where p.prokind in ('f', 'p') and n.nspname = any($1)
       and not exists (select from pg_depend where objid = p.oid and deptype = 'e')`,
  triggers: `
    select pg_get_triggerdef(t.oid) || ';' as text,
           n.nspname || '.' || c.relname || ' ' || tgname as place
      from pg_trigger t join pg_class c on c.oid = tgrelid
      join pg_namespace n on n.oid = c.relnamespace
     where not tgisinternal and n.nspname = any($1)`,
  security: `
    select format('alter table %s enable row level security%s;', c.oid::regclass,
             case when relforcerowsecurity then ', force row level security' else '' end) as text,
           n.nspname || '.' || c.relname as place
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where relrowsecurity and n.nspname = any($1)`,
  policies: `
    select format('create policy %I on %I.%I for %s to %s%s%s;', policyname, schemaname, tablename,
             lower(cmd), array_to_string(roles, ', '), ' using (' || qual || ')',
             ' with check (' || with_check || ')') as text,
           schemaname || '.' || tablename || ' ' || policyname as place
      from pg_policies where schemaname = any($1)`,
  grants: `
    select format('grant %s on %s to %s;', string_agg(held.verb, ', ' order by held.verb), held.what,
             held.role) as text, held.what || ' ' || held.role as place
      from (
        select lower(a.privilege_type) as verb, c.oid::regclass::text as what,
               a.grantee::regrole::text as role
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
          cross join aclexplode(c.relacl) a
         where n.nspname = any($1) and c.relkind in ('r', 'p', 'S')
           and a.grantee <> c.relowner and a.grantee <> 0
        union all
        select lower(a.privilege_type) || ' (' || t.attname || ')', c.oid::regclass::text,
               a.grantee::regrole::text
          from pg_attribute t join pg_class c on c.oid = t.attrelid
          join pg_namespace n on n.oid = c.relnamespace
          cross join aclexplode(t.attacl) a
         where n.nspname = any($1) and a.grantee <> c.relowner
        union all
        select lower(a.privilege_type), 'schema ' || n.nspname, a.grantee::regrole::text
          from pg_namespace n cross join aclexplode(n.nspacl) a
         where n.nspname = any($1) and a.grantee <> n.nspowner
        union all
        select lower(a.privilege_type), 'routine ' || p.oid::regprocedure, case a.grantee
                 when 0 then 'public' else a.grantee::regrole::text end
          from pg_proc p join pg_namespace n on n.oid = p.pronamespace
          cross join aclexplode(p.proacl) a
         where n.nspname = any($1) and a.grantee <> p.proowner
      ) held group by held.what, held.role`,
} as const;

/** What the file says about itself. */
const heading = `-- The schema of this program's database after all migrations. Generated, never edited:
--   node tools/run.mjs platform/db/write-schema.ts
-- A test compares it with a migrated database. The job queue's schema is its package's.
`;

/**
 * Writes down the schema of a migrated database from the catalog, the same text for the same schema
 * on every version from PostgreSQL 15.
 *
 * @param url connection string of the database's owner
 */
export async function dumpSchema(url: string): Promise<string> {
  const client = new pg.Client(connectionOptions(url, 'owner'));
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select nspname as name from pg_namespace
        where nspname !~ '^pg_' and nspname <> all($1) order by nspname`,
      [foreignSchemas],
    );
    const schemas = rows.map((row) => row.name);
    const sections: string[] = [];
    for (const [section, statement] of Object.entries(statements)) {
      const found = await client.query<{ text: string; place: string }>(statement, [schemas]);
      const ordered = found.rows.sort((a, b) => (a.place < b.place ? -1 : 1));
      sections.push(`\n-- ${section}\n\n${ordered.map((row) => `${row.text}\n`).join('')}`);
    }
    return `${heading}${sections.join('')}`;
  } finally {
    await client.end();
  }
}
