/**
 * Every table this program may name, keyed `schema.table`. It is empty here: each owner adds its
 * own tables from its `tables.ts`, so a table is typed only where its slice is part of the program.
 *
 * ```ts
 * declare module '#platform/db/index.ts' {
 *   interface Database { 'cases.case': CaseTable }
 * }
 * ```
 *
 * @source 3-architecture Tenancy (one PostgreSQL schema per domain)
 */
// An interface, not a type: only interfaces can be extended by the slices.
// oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type
export interface Database {}
