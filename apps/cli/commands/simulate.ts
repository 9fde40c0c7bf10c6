import { parseArgs } from 'node:util';
import { parseInstant, type WorkCalendar } from '#engines/calendar/index.ts';
import {
  simulate,
  SIMULATION_LIMITS,
  unfitAssumption,
  type Assumptions,
  type Definition,
  type Localized,
} from '#engines/process/index.ts';
import { translate, type TextValues } from '#platform/text/index.ts';
import { exit, type Command, type CommandIo } from '../command.ts';
import { checkPack } from '../pack/check.ts';
import { predictionLines } from '../pack/prediction.ts';
import { packFolder, sayUse } from './pack-argument.ts';

/**
 * `guiju simulate PACK SERVICE [--per-day N] [--days N] [--staff role=N]… [--minutes step=N]…
 * [--share step.verb=N]… [--runs N] [--seed N] [--from DAY]`: predicts on-time rate, load and where
 * cases wait, from a pack alone. Equal words give equal output.
 *
 * @returns 1 when the pack has no such service, step or role
 * @source 2-service-language, "Beside every definition" (simulate)
 */
export const run: Command = async (words, io) => {
  const asked = askedOf(words);
  if (asked === undefined) {
    sayUse('simulate', io);
    return exit.misuse;
  }
  const folder = packFolder(asked.pack, io);
  if (folder === undefined) return exit.misuse;
  const { contents, workTime } = await checkPack(folder);
  const found = contents?.services.find(({ value }) => value.code === asked.service)?.value;
  const { pack, service } = asked;
  if (found === undefined || workTime === undefined) {
    io.err(translate(io.language, 'cli.bpmn.no_service', { pack, service }));
    return exit.refused;
  }
  const roles = contents?.park?.value.roles ?? {};
  return predict({ asked, definition: found, calendar: workTime, roles }, io);
};

/** What is asked for, before the names in it are looked up. */
type Asked = {
  readonly pack: string;
  readonly service: string;
  readonly numbers: Omit<Assumptions, 'calendar' | 'staff' | 'minutes' | 'shares'>;
  readonly staff: Readonly<Record<string, number>>;
  readonly minutes: Readonly<Record<string, number>>;
  readonly shares: Readonly<Record<string, number>>;
};

const options = {
  'per-day': { type: 'string', default: '8' },
  days: { type: 'string', default: '60' },
  runs: { type: 'string', default: '20' },
  seed: { type: 'string', default: '1' },
  from: { type: 'string', default: '2026-01-05' },
  staff: { type: 'string', multiple: true },
  minutes: { type: 'string', multiple: true },
  share: { type: 'string', multiple: true },
} as const;

function askedOf(words: readonly string[]): Asked | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options,
      allowPositionals: true,
    });
    const [pack, service, ...more] = positionals;
    if (pack === undefined || service === undefined || more.length > 0) return undefined;
    const numbers = {
      from: parseInstant(`${values.from}T00:00:00.000Z`),
      perDay: Number(values['per-day']),
      ...{ days: Number(values.days), runs: Number(values.runs), seed: Number(values.seed) },
      // Days at the start fill the office, so that what is counted is the usual course of things.
      ...({ warmDays: 10, arrivals: 'chance', spread: 'wide' } as const),
    };
    if (!Number.isInteger(numbers.seed) || !Number.isFinite(numbers.from)) return undefined;
    const maps = [values.staff, values.minutes, values.share].map((one) => pairsOf(one ?? []));
    const [staff, minutes, shares] = maps;
    if (staff === undefined || minutes === undefined || shares === undefined) return undefined;
    return { pack, service, numbers, staff, minutes, shares };
  } catch {
    return undefined;
  }
}

/** `review.finance=90` a piece; nothing when one of them is no name and number. */
function pairsOf(pieces: readonly string[]): Record<string, number> | undefined {
  const pairs = pieces.map((piece) => /^([\w.-]+)=(\d+(?:\.\d+)?)$/.exec(piece));
  if (pairs.includes(null)) return undefined;
  return Object.fromEntries(pairs.map((match) => [match?.[1] ?? '', Number(match?.[2])]));
}

type Ground = {
  readonly asked: Asked;
  readonly definition: Definition;
  readonly calendar: WorkCalendar;
  readonly roles: Readonly<Record<string, Localized>>;
};

function predict({ asked, definition, calendar, roles }: Ground, io: CommandIo): number {
  const say = (key: string, values: TextValues = {}) =>
    translate(io.language, `cli.simulate.${key}`, values);
  const unknown = unknownName(asked, definition);
  if (unknown !== undefined) {
    io.err(say('unknown', { name: unknown, service: asked.service }));
    return exit.refused;
  }
  const { numbers, staff, minutes } = asked;
  const shares = sharesBySteps(asked.shares);
  const assumed: Assumptions = { ...numbers, calendar, staff, minutes, shares };
  const unfit = unfitAssumption(assumed);
  if (unfit !== undefined) {
    io.err(say('unfit', { what: unfit, ...SIMULATION_LIMITS }));
    return exit.refused;
  }
  const prediction = simulate(definition, assumed, (done) => {
    if (done % 10 === 0 && done < assumed.runs)
      io.err(say('goes_on', { done, runs: assumed.runs }));
  });
  io.out(say('head', { ...headOf(definition, io), ...pick(assumed) }));
  for (const line of predictionLines(prediction, { definition, roles, io })) io.out(line);
  return exit.ok;
}

const headOf = ({ title }: Definition, { language }: CommandIo) => ({
  title: title[language] ?? title['zh-CN'],
});

const pick = ({ days, perDay, runs, seed }: Assumptions) => ({ days, perDay, runs, seed });

/** `review.pass` is the verb `pass` of the step `review`. */
function sharesBySteps(shares: Asked['shares']): Assumptions['shares'] {
  const steps: Record<string, Record<string, number>> = {};
  for (const [name, share] of Object.entries(shares)) {
    const [step = '', verb = ''] = name.split('.');
    steps[step] = { ...steps[step], [verb]: share };
  }
  return steps;
}

/** The first name that the definition does not have. */
function unknownName(asked: Asked, { flow }: Definition): string | undefined {
  const posts = Object.entries(flow.steps).flatMap(([name, step]) =>
    step.kind === 'single'
      ? [{ place: name, by: step.by }]
      : Object.entries(step.members).map(([member, { by }]) => ({
          place: `${name}.${member}`,
          by,
        })),
  );
  const places = new Set(posts.map(({ place }) => place));
  const roles = new Set(posts.map(({ by }) => by));
  const verbs = Object.entries(flow.steps).flatMap(([name, step]) =>
    Object.keys(step.do).map((verb) => `${name}.${verb}`),
  );
  return (
    Object.keys(asked.staff).find((name) => !roles.has(name)) ??
    Object.keys(asked.minutes).find((name) => !places.has(name)) ??
    Object.keys(asked.shares).find((name) => !verbs.includes(name))
  );
}
