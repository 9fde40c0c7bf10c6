import { inPark, type Db } from '#platform/db/index.ts';
import { RefusalError } from '#platform/http/index.ts';
import type { AuditMark } from '#platform/journal/index.ts';
import { ourTexts, translate, type Language, type TextValues } from '#platform/text/index.ts';
import { auditLog } from './audit.ts';
import { openMarks, type AuditMarks } from './audit-marks.ts';
import { eraseSubject, type Erasers } from './erase.ts';
import { knownParks, noPark } from './known-parks.ts';

/** Where a command writes, in which language, and with which connections it works. */
export type CommandIo = {
  /** A pool under the worker role, which alone sees which parks have logs. */
  readonly db: Db;
  readonly language: Language;
  /** Writes one line to standard output; the newline is added. */
  readonly out: (line: string) => void;
  /** Writes one line to standard error; the newline is added. */
  readonly err: (line: string) => void;
};

/** Exit codes: done and good; refused, or something does not hold; wrong use. */
const exit = { ok: 0, refused: 1, misuse: 2 } as const;

/** Who orders an erasure from the command line: whoever runs the machine. */
const operator = 'operator';

/** An audit says how far it is after this many more entries. */
const entriesPerProgressLine = 10_000;

/**
 * `guiju audit [--mark FILE] [PARK…]`: audits the logs of the parks named, of all when none is. With
 * a file it writes down where it stands and, called again after it was stopped, goes on from there.
 *
 * @returns exit code: 1 when a log does not hold or there is no such park
 */
export async function auditCommand(words: readonly string[], io: CommandIo): Promise<number> {
  const [path, named] = words[0] === '--mark' ? [words[1], words.slice(2)] : [undefined, words];
  const isMisused = words[0] === '--mark' && path === undefined;
  if (isMisused || named.some((word) => word.startsWith('-'))) {
    return misuse(io, 'evidence.command.audit_use');
  }
  const known = await knownParks(io.db);
  const parks = named.length === 0 ? known : named;
  const marks = openMarks(path);
  let code: number = exit.ok;
  for (const park of parks) {
    if (!known.includes(park)) {
      io.err(noPark(io.language, park, known));
      code = exit.refused;
    } else if (!(await auditPark(park, io, marks))) code = exit.refused;
  }
  marks.remove();
  return code;
}

async function auditPark(park: string, io: CommandIo, marks: AuditMarks): Promise<boolean> {
  const say = sayer(io.language);
  io.out(say('evidence.command.audit_begins', { park }));
  let told = 0;
  const from = (origin: string) => {
    const mark = marks.read(origin);
    told = mark?.entries ?? 0;
    if (mark) io.out(say('evidence.command.audit_resumes', { park, entries: mark.entries }));
    return mark;
  };
  const onProgress = (entries: number, mark: () => AuditMark) => {
    if (entries < told + entriesPerProgressLine) return;
    told = entries;
    marks.write(mark());
    io.out(say('evidence.command.audit_goes_on', { park, entries }));
  };
  const { entries, broken } = await auditLog(io.db, park, { onProgress, from });
  if (!broken) {
    io.out(say('evidence.command.audit_holds', { park, entries }));
    return true;
  }
  const { entryId, stream, seq, column } = broken;
  const row = stream === null ? entryId : `${stream} ${seq ?? ''}, ${entryId}`;
  const what = say(`evidence.broken.${broken.what}`);
  const why = column === null ? what : `${what} (${column})`;
  io.err(say('evidence.command.audit_broken', { park, entries, row, what: why }));
  return false;
}

/**
 * `guiju erase PARK SUBJECT`: erases a subject in a park and says how much that was.
 *
 * @param io `erasers`: those of all slices; `now`: ISO instant
 * @returns exit code: 1 when it is refused
 */
export async function eraseCommand(
  words: readonly string[],
  io: CommandIo & { readonly erasers: Erasers; readonly now: string },
): Promise<number> {
  const [park, subject, ...more] = words;
  if (park === undefined || subject === undefined || more.length > 0) {
    return misuse(io, 'evidence.command.erase_use');
  }
  const say = sayer(io.language);
  const order = { park, subject, by: operator, now: io.now, erasers: io.erasers };
  const known = await knownParks(io.db);
  if (!known.includes(park)) {
    io.err(noPark(io.language, park, known));
    return exit.refused;
  }
  try {
    const { erased, entryId } = await inPark(io.db, park, (tx) => eraseSubject(tx, order));
    for (const [name, count] of Object.entries(erased)) {
      const key = `evidence.command.emptied.${name}`;
      const title = ourTexts().has(io.language, key) ? say(key) : name;
      io.out(say('evidence.command.erased_line', { name: title, count }));
    }
    io.out(say('evidence.command.erased', { subject, entryId }));
    return exit.ok;
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error;
    io.err(say(`${error.code}.title`, error.refusal.values));
    io.err(say(`${error.code}.next`));
    return exit.refused;
  }
}

function misuse(io: CommandIo, key: string): number {
  io.err(sayer(io.language)(key));
  return exit.misuse;
}

const sayer =
  (language: Language) =>
  (key: string, values: TextValues = {}): string =>
    translate(language, key, values);
