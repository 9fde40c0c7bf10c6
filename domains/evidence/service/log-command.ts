import { inPark } from '#platform/db/index.ts';
import { RefusalError } from '#platform/http/index.ts';
import { translate, type TextValues } from '#platform/text/index.ts';
import type { LogView } from '../model.ts';
import type { CommandIo } from './commands.ts';
import { knownParks, noPark } from './known-parks.ts';
import { readLog, readPolicy } from './log.ts';
import { rotateLogKey } from './rotate.ts';

/** Exit codes: done; refused, or receipts are withheld; wrong use. */
const exit = { ok: 0, refused: 1, misuse: 2 } as const;

/** Who orders a rotation from the command line: whoever runs the machine. */
const operator = 'operator';

type LogIo = CommandIo & {
  /** Folder of the keys. */
  readonly home: string;
  /** ISO instant. */
  readonly now: string;
};

/**
 * `guiju log PARK`: how the log of a park stands, its keys, witnesses and timestamps. `guiju log
 * policy PARK` prints the policy it publishes, `guiju log rotate PARK` begins a change of its key.
 *
 * @returns exit code: 1 when it is refused, there is no such park, or receipts are withheld
 */
export async function logCommand(words: readonly string[], io: LogIo): Promise<number> {
  const say = sayer(io);
  const [first = '', second, ...more] = words;
  const [task, park] = second === undefined ? ['show', first] : [first, second];
  const isTask = task === 'show' || task === 'policy' || task === 'rotate';
  if (!isTask || park === '' || park.startsWith('-') || more.length > 0) {
    io.err(say('log_use'));
    return exit.misuse;
  }
  const known = await knownParks(io.db);
  if (!known.includes(park)) {
    io.err(noPark(io.language, park, known));
    return exit.refused;
  }
  if (task === 'rotate') return rotate(park, io);
  const log = await inPark(io.db, park, readLog);
  if (task === 'policy') {
    const text = await inPark(io.db, park, (tx) => readPolicy(tx, log));
    text.trimEnd().split('\n').forEach(io.out);
    return exit.ok;
  }
  linesOf(log, say).forEach(io.out);
  if (!log.withheld) return exit.ok;
  io.err(say(`log_withheld_${log.withheld.reason}`, { since: log.withheld.since }));
  return exit.refused;
}

type Say = (key: string, values?: TextValues) => string;

const sayer =
  ({ language }: CommandIo): Say =>
  (key, values = {}) =>
    translate(language, `evidence.command.${key}`, values);

function linesOf(log: LogView, say: Say): string[] {
  const { origin, suite, size, pending, keys, witnesses, timestamps } = log;
  const failing = (since: string | null) => (since === null ? [] : [say('log_failing', { since })]);
  return [
    say('log_head', { origin, suite, size, pending }),
    ...keys.map(({ vkey, firstSize, lastSize }) => {
      if (firstSize === null) return say('log_key_next', { vkey });
      if (lastSize === null) return say('log_key', { vkey, from: firstSize });
      return say('log_key_retired', { vkey, from: firstSize, to: lastSize });
    }),
    ...witnesses.flatMap(({ name, url, size: seen, failingSince }) => [
      say('log_witness', { name, url: url ?? '', size: seen }),
      ...failing(failingSince),
    ]),
    ...(timestamps === null
      ? []
      : [
          say('log_timestamps', {
            url: timestamps.name,
            minutes: timestamps.everyMinutes,
            at: timestamps.newestAt ?? say('none_yet'),
          }),
          ...failing(timestamps.failingSince),
        ]),
  ];
}

async function rotate(park: string, io: LogIo): Promise<number> {
  const { home, now } = io;
  try {
    const done = await inPark(io.db, park, (tx) => rotateLogKey(tx, { home, now, by: operator }));
    io.out(sayer(io)('rotated', { ...done }));
    return exit.ok;
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error;
    io.err(translate(io.language, `${error.code}.title`, error.refusal.values));
    io.err(translate(io.language, `${error.code}.next`));
    return exit.refused;
  }
}
