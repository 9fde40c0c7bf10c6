import type { ColumnType } from 'kysely';
import type { Phase } from '#engines/process/index.ts';
import type { Localized } from '#platform/text/localized.ts';
import type {
  DocumentMark,
  NoticeDelivery,
  NoticeKind,
  NoticeValues,
  ReadPurpose,
} from './model/index.ts';

/** A `json` or `jsonb` column: read as a value, written as JSON text (an array would become SQL's own). */
type Json<T> = ColumnType<T, string, string>;

/** A material handed in: which one, and the file in {@link FileTable}. */
export type HandedIn = {
  readonly material: string;
  readonly file: string;
  readonly name: string;
  readonly sizeBytes: number;
};

/** `cases.case`, see the migration: the fold of a case and what queues need. Instants are ISO. */
export type CaseTable = {
  park_id: string;
  number: string;
  service: string;
  service_title: Json<Localized>;
  bundle: string;
  edition: string;
  need: boolean;
  need_class: string | null;
  summary: string;
  phase: Phase;
  end_id: string | null;
  adverse: boolean;
  holder_role: string | null;
  holder_node: string | null;
  holder_person: string | null;
  roles: string[];
  channel: string;
  applicant_id: string | null;
  applicant_name: string;
  filed_by: string;
  filed_at: string;
  updated_at: string;
  progressed_at: string;
  closed_at: string | null;
  reopened: number;
  due_at: string | null;
  due_promised: string | null;
  due_statutory: string | null;
  due_response: string | null;
  due_step: string | null;
  suspended: boolean;
  left_minutes: number | null;
  same_day: boolean;
  next_check_at: string | null;
  seq: number;
  /** JSON of the fold (`State`), as it was written: nothing in SQL looks inside. */
  state: string;
  files: Json<readonly HandedIn[]>;
  imported: boolean;
  /** Node that handles it, or handled it last. */
  node: string | null;
  /** Whether its promises were kept; null while open and for history. */
  kept: boolean | null;
};

/** `cases.case_words`: what a case is found by; only ever written and matched in SQL. */
export type CaseWordsTable = { park_id: string; number: string; words: string };

/** `cases.number_block`: the next number of a year nobody has leased. */
export type NumberBlockTable = { park_id: string; year: number; next: number };

/** `cases.draft`: a form somebody has begun. */
export type DraftTable = {
  park_id: string;
  owner: string;
  service: string;
  bundle: string;
  answers: Json<Readonly<Record<string, unknown>>>;
  saved_at: string;
};

/** `cases.file`: a document in the file store. */
export type FileTable = {
  park_id: string;
  id: string;
  key: string;
  name: string;
  media_type: string;
  size_bytes: number;
  owner: string;
  added_at: string;
};

/** `cases.service_record` (服务记录). */
export type ServiceRecordTable = {
  park_id: string;
  id: string;
  service: string;
  service_title: Json<Localized>;
  node: string;
  organisation: string;
  line: string;
  at: string;
  occurred_at: string | null;
  by_post: string;
  need_number: string | null;
  demo: boolean;
  subject: string;
  imported: boolean;
};

/** `cases.visit` (走访). `visited_on` is a park day. */
export type VisitTable = {
  park_id: string;
  id: string;
  node: string;
  organisation: string;
  visited_on: string;
  summary: string;
  at: string;
  by_post: string;
  demo: boolean;
  subject: string;
  imported: boolean;
};

/** `cases.week_decision` (周推进). `week` is the Monday, a park day. */
export type WeekDecisionTable = {
  park_id: string;
  number: string;
  week: string;
  who: string;
  what: string;
  due_on: string;
  at: string;
  by_post: string;
};

/** `cases.rating` (好差评): `round` is the case's instance, 1 at first. */
export type RatingTable = {
  park_id: string;
  number: string;
  round: number;
  level: number;
  words: string;
  at: string;
};

/** `cases.clause_use`: an act that carried out a clause; `kept` where it ended a clock of it. */
export type ClauseUseTable = {
  park_id: string;
  entry_id: string;
  ordinal: number;
  standard: string;
  clause: string;
  number: string;
  type: string;
  at: string;
  kept: boolean | null;
};

/** `cases.document`: a result document; `file` names it in {@link FileTable} and the file store. */
export type DocumentTable = {
  park_id: string;
  id: string;
  number: string;
  entry_id: string;
  ordinal: number;
  template: string;
  title: Json<Localized>;
  file: string;
  name: string;
  size_bytes: number;
  mark: DocumentMark;
  at: string;
};

/** `cases.notice`: words are chosen by `kind` and filled with `said` when they are read. */
export type NoticeTable = {
  park_id: string;
  id: string;
  number: string;
  entry_id: string;
  kind: NoticeKind;
  said: Json<NoticeValues>;
  at: string;
  delivery: NoticeDelivery;
  mailed_at: string | null;
};

/** `cases.asked`: staff, by account or by `post/role@node`, asked to assist or sent a copy. */
export type AskedTable = {
  park_id: string;
  number: string;
  person: string;
  verb: 'assist' | 'copy';
  at: string;
};

/** `cases.part`: a case that is a part of another, see the migration. */
export type PartTable = { park_id: string; number: string; parent: string; branch: string };

/** `cases.read_log`, see the migration. */
export type ReadLogTable = {
  park_id: string;
  number: string;
  reader: string;
  purpose: ReadPurpose;
  hour: string;
  post: string;
  at: string;
};

declare module '#platform/db/index.ts' {
  interface Database {
    'cases.case': CaseTable;
    'cases.case_words': CaseWordsTable;
    'cases.number_block': NumberBlockTable;
    'cases.draft': DraftTable;
    'cases.file': FileTable;
    'cases.service_record': ServiceRecordTable;
    'cases.visit': VisitTable;
    'cases.week_decision': WeekDecisionTable;
    'cases.rating': RatingTable;
    'cases.clause_use': ClauseUseTable;
    'cases.document': DocumentTable;
    'cases.notice': NoticeTable;
    'cases.read_log': ReadLogTable;
    'cases.part': PartTable;
    'cases.asked': AskedTable;
  }
}
