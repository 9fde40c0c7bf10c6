import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { replayCases, wordsOf } from '#domains/cases/index.ts';
import { dayInZone } from '#domains/parties/index.ts';
import type { ReplayPage } from '#domains/services/index.ts';
import { readDefinition, type Definition } from '#engines/process/index.ts';
import { clockOf, readSettings } from '#platform/config/index.ts';
import { inPark } from '#platform/db/index.ts';
import { readCursor } from '#platform/http/index.ts';
import { readDocument, type PackFinding } from '#platform/packs/index.ts';
import { translate, type TextValues } from '#platform/text/index.ts';
import { exit, type Command, type CommandIo } from '../command.ts';
import { findingLines, type PackWords } from '../pack/wording.ts';
import { sayUse } from './pack-argument.ts';
import { withPark, type OpenPark } from './park-database.ts';

/** Cases played in one transaction. */
const casesPerPage = 100;
/** Days a replay looks back when nobody says from when: a quarter. */
const daysBack = 92;

/**
 * `guiju replay PARK DRAFT.yaml [--from DAY] [--to DAY]`: plays the park's real cases under a draft
 * and says what would have become otherwise. Reads the journal and writes nothing.
 *
 * @returns 1 when the draft cannot be read or there is no such park
 * @source 2-service-language, "Beside every definition" (replay)
 */
export const run: Command = async (words, io) => {
  const asked = askedOf(words, io);
  if (asked === undefined) {
    sayUse('replay', io);
    return exit.misuse;
  }
  if (!existsSync(asked.file)) {
    io.err(translate(io.language, 'cli.replay.no_draft', { file: asked.file }));
    return exit.misuse;
  }
  const draft = await readDraft(asked.file, io);
  if (draft === undefined) return exit.refused;
  return withPark(io, asked.park, (open) => replayAll({ open, draft, ...asked }, io));
};

type Asked = {
  readonly park: string;
  readonly file: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

function askedOf(words: readonly string[], io: CommandIo): Asked | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: { from: { type: 'string' }, to: { type: 'string' } },
      allowPositionals: true,
    });
    const [park, name, ...more] = positionals;
    const days = [values.from, values.to].filter((day) => day !== undefined);
    if (park === undefined || name === undefined || more.length > 0) return undefined;
    if (!days.every((day) => /^\d{4}-\d\d-\d\d$/.test(day))) return undefined;
    const file = resolve(io.folder, name);
    return { park, file, ...values };
  } catch {
    return undefined;
  }
}

async function readDraft(file: string, io: CommandIo): Promise<Definition | undefined> {
  const read = readDocument(file, await readFile(file, 'utf8'));
  if (!('document' in read)) {
    sayFindings(read.findings, { language: io.language }, io);
    return undefined;
  }
  const { definition, findings } = readDefinition(read.document.value, read.document.locate);
  const placed = findings.map((finding) => ({ ...finding, file }));
  sayFindings(placed, { language: io.language, definition }, io);
  return definition;
}

function sayFindings(findings: readonly PackFinding[], words: PackWords, io: CommandIo): void {
  for (const line of findings.flatMap((each) => findingLines(each, words))) io.err(line);
}

type Replaying = Asked & { readonly open: OpenPark; readonly draft: Definition };

async function replayAll({ open, draft, from, to }: Replaying, io: CommandIo): Promise<number> {
  const { db, park, zone } = open;
  const say = (key: string, values: TextValues) =>
    translate(io.language, `cli.replay.${key}`, values);
  const now = clockOf(readSettings(io.env)).now();
  const back = Temporal.PlainDate.from(dayInZone(now, zone)).subtract({ days: daysBack });
  const span = {
    service: draft.code,
    from: `${from ?? back.toString()}T00:00:00.000Z`,
    to: to === undefined ? now : `${to}T00:00:00.000Z`,
  };
  const words = wordsOf(io.language, zone);
  const sum = { played: 0, changed: 0, refusals: 0, ends: 0, dues: 0, erased: 0 };
  const work = new Map<string, { title: string; before: number; after: number }>();
  let after: string | undefined = '';
  while (after !== undefined) {
    const asked = { park, draft, span, words, after, limit: casesPerPage };
    const page: ReplayPage = await inPark(db, park, (tx) => replayCases(tx, asked));
    for (const { number, changes } of page.items) io.out(`${number}  ${changes.join('; ')}`);
    for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += page[key];
    for (const { role, title, ...counts } of page.workload) {
      const known = work.get(role) ?? { before: 0, after: 0 };
      work.set(role, {
        ...{ title: words.pick(title), before: known.before + counts.before },
        after: known.after + counts.after,
      });
    }
    after =
      page.next === null
        ? undefined
        : (readCursor(page.next, z.tuple([z.string()]))?.[0] ?? undefined);
    if (after !== undefined) io.err(say('goes_on', { played: sum.played, total: page.total }));
  }
  io.out(
    say('sum', {
      ...sum,
      service: words.pick(draft.title),
      from: span.from.slice(0, 10),
      to: span.to.slice(0, 10),
    }),
  );
  for (const line of work.values()) io.out(say('work', line));
  return exit.ok;
}
