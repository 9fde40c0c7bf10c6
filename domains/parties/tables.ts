import type { Localized } from '#platform/text/index.ts';
import type { ColumnType, JSONColumnType } from 'kysely';
import type { NodeLevel, OfficeHours } from './model.ts';

type ParkTable = {
  park_id: string;
  title: JSONColumnType<Localized>;
  demo: boolean;
  zone: string;
  calendar: string | null;
  office: JSONColumnType<OfficeHours>;
  roles: JSONColumnType<Record<string, Localized>>;
  policy: JSONColumnType<Record<string, unknown>>;
};

type NodeTable = {
  park_id: string;
  code: string;
  title: JSONColumnType<Localized>;
  level: NodeLevel;
  parent: string | null;
  office: ColumnType<OfficeHours | null, string | null, string | null>;
  address: ColumnType<Localized | null, string | null, string | null>;
  sample: boolean;
  position: number;
};

type OrganisationTable = {
  park_id: string;
  id: string;
  name: string;
  uscc: string | null;
  sample: boolean;
};

/** Personal: `name`, `email`. */
type PersonTable = { park_id: string; user_id: string; name: string; email: string };

type MembershipTable = {
  park_id: string;
  user_id: string;
  role: string;
  node: string;
  substitutes_for: string | null;
};

type AbsenceTable = { park_id: string; user_id: string; from_day: string; to_day: string };

type MandateTable = {
  park_id: string;
  id: string;
  user_id: string;
  organisation_id: string;
  granted_on: string;
  ends_on: string | null;
};

declare module '#platform/db/index.ts' {
  interface Database {
    'parties.park': ParkTable;
    'parties.node': NodeTable;
    'parties.organisation': OrganisationTable;
    'parties.person': PersonTable;
    'parties.membership': MembershipTable;
    'parties.absence': AbsenceTable;
    'parties.mandate': MandateTable;
  }
}

/** Columns that hold personal data, for erasure. */
export const personalColumns = { 'parties.person': ['name', 'email'] } as const;
