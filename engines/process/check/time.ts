import {
  deadlineOf,
  isLimitError,
  type Limit,
  parseLimit,
  rungAt,
  startOfDay,
} from '#engines/calendar/index.ts';
import { limitOrNothing } from '../clocks.ts';
import type { Definition, Rung } from '../definition.ts';
import { error, type Fault, warning } from '../finding.ts';
import { longestPath } from './graph.ts';
import { type CheckContext, stepsOf } from './subject.ts';

/** Working minutes of a day and working days of a week and a month, to compare limits roughly. */
const ROUGH = { dayMinutes: 480, weekDays: 5, monthDays: 21 } as const;

/**
 * Returns a limit in rough working minutes: only to compare limits of different units, never to
 * compute a deadline.
 */
export function roughMinutes(limit: Limit): number {
  if (limit.nature === 'same-day') return ROUGH.dayMinutes;
  if (limit.nature === 'span') {
    const unit = limit.unit === 'wh' ? 60 : ROUGH.dayMinutes;
    return (limit.hundredths * unit) / 100;
  }
  if (limit.unit === 'wd') return limit.amount * ROUGH.dayMinutes;
  if (limit.unit === 'm') return limit.amount * ROUGH.monthDays * ROUGH.dayMinutes;
  return (limit.amount * ROUGH.weekDays * ROUGH.dayMinutes) / 7;
}

/** Finds limits that are none or contradict each other, and clocks that cannot be read or fire. */
export function checkTime(definition: Definition, context: CheckContext): Fault[] {
  return [
    ...limitFaults(definition),
    ...promise(definition),
    ...clockFaults(definition),
    ...rungFaults(definition, context),
  ];
}

/** Every limit of a definition with its path. */
function limitsNamed(definition: Definition): readonly { limit: string; path: string }[] {
  const found: { limit: string; path: string }[] = [];
  const add = (path: string, limit: string | undefined): void => {
    if (limit !== undefined) found.push({ limit, path });
  };
  add('limits.response', definition.limits.response);
  add('limits.promised', definition.limits.promised);
  add('limits.statutory', definition.limits.statutory);
  add('accept.notify-deficiency', definition.accept?.notifyDeficiency);
  add('extension.limit', definition.extension?.limit);
  add('occurred.within', definition.occurred?.within);
  add('closing.silence', definition.closing?.silence);
  add('review.remind', definition.review?.remind);
  add('review.bad.rectify', definition.review?.bad?.rectify);
  for (const [, step, path] of stepsOf(definition)) {
    if (step.kind === 'single') {
      add(`${path}.within`, step.within);
      add(`${path}.max`, step.max);
    } else {
      for (const [member, post] of Object.entries(step.members)) {
        add(`${path}.${step.join}.${member}.within`, post.within);
      }
    }
  }
  for (const [index, rule] of definition.suspensions.entries())
    add(`suspensions.${index}.max`, rule.max);
  for (const [index, one] of definition.obligations.entries())
    add(`obligations.${index}.due`, one.due);
  for (const [index, one] of definition.publicity.entries()) {
    add(`publicity.${index}.days`, one.days);
    add(`publicity.${index}.objection.within`, one.objection?.within);
  }
  for (const [name, end] of Object.entries(definition.flow.ends)) {
    add(`flow.ends.${name}.reopen.within`, end.reopen?.within);
  }
  return found;
}

function limitFaults(definition: Definition): Fault[] {
  return limitsNamed(definition).flatMap(({ limit, path }) => {
    const read = parseLimit(limit);
    return isLimitError(read) ? [error('not-a-limit', path, { limit, why: read.error })] : [];
  });
}

function promise(definition: Definition): Fault[] {
  const promised = limitOrNothing(definition.limits.promised ?? '');
  const statutory = limitOrNothing(definition.limits.statutory ?? '');
  const faults: Fault[] = [];
  const values = {
    promised: definition.limits.promised ?? '',
    statutory: definition.limits.statutory ?? '',
  };
  if (promised && statutory && roughMinutes(promised) > roughMinutes(statutory)) {
    faults.push(error('promise-beyond-statutory', 'limits.promised', values));
  }
  if (definition.kind === 'promised' && !promised) {
    faults.push(error('no-promise', 'limits', { kind: definition.kind }));
  }
  if (definition.kind === 'instant' && promised && roughMinutes(promised) > ROUGH.dayMinutes) {
    faults.push(warning('instant-takes-days', 'limits.promised', values));
  }
  const longest = promised && longestPath(definition, roughMinutes);
  if (promised && longest && longest.minutes > roughMinutes(promised)) {
    const days = Math.round((longest.minutes / ROUGH.dayMinutes) * 10) / 10;
    const path = longest.steps.join(' → ');
    faults.push(warning('path-beyond-promise', 'limits.promised', { ...values, path, days }));
  }
  return faults;
}

function clockFaults(definition: Definition): Fault[] {
  const faults: Fault[] = [];
  for (const [name, step, path] of stepsOf(definition)) {
    const timed = step.kind === 'single' ? (step.within ?? step.max) : 'block';
    if (step.overdue !== undefined && timed === undefined) {
      faults.push(error('overdue-without-limit', `${path}.overdue`, { step: name }));
    }
    if (step.kind !== 'single' || step.clock !== 'suspended') continue;
    const missing = (['ground', 'max', 'clause'] as const).filter((key) => step[key] === undefined);
    for (const part of missing) {
      faults.push(error('suspension-without', path, { step: name, part }));
    }
  }
  for (const [index, rule] of definition.suspensions.entries()) {
    const missing = (['max', 'proof'] as const).filter((key) => rule[key] === undefined);
    for (const part of missing) {
      faults.push(error('suspension-without', `suspensions.${index}`, { step: rule.ground, part }));
    }
  }
  return faults;
}

function rungFaults(definition: Definition, context: CheckContext): Fault[] {
  const whole = definition.rungs.map((rung, index) => ({
    rung,
    path: `rungs.${index}`,
    limits: limitsOfRung(definition, rung),
  }));
  const ofSteps = stepsOf(definition).flatMap(([, step, path]) =>
    step.rungs.map((rung, index) => ({
      rung,
      path: `${path}.rungs.${index}`,
      limits: [
        step.kind === 'single' ? (step.within ?? step.max) : undefined,
        ...limitsOfMembers(step),
      ],
    })),
  );
  return [...whole, ...ofSteps].flatMap(({ rung, path, limits }) => {
    const values = { share: rung.shareBp / 100, clock: rung.clock };
    const real = limits.flatMap((text) => limitOrNothing(text ?? '') ?? []);
    if (real.length === 0) return [error('rung-never-fires', path, values)];
    return real.some((limit) => !fires(rung, limit, context))
      ? [error('rung-never-fires', path, values)]
      : [];
  });
}

function limitsOfMembers(
  step: Definition['flow']['steps'][string],
): readonly (string | undefined)[] {
  return step.kind === 'block' ? Object.values(step.members).map((post) => post.within) : [];
}

function limitsOfRung(definition: Definition, rung: Rung): readonly (string | undefined)[] {
  if (rung.clock === 'promised') return [definition.limits.promised];
  if (rung.clock === 'statutory') return [definition.limits.statutory];
  if (rung.clock === 'response') {
    return [definition.limits.response ?? definition.accept?.notifyDeficiency];
  }
  return stepsOf(definition).flatMap(([, step]) =>
    step.kind === 'single' ? [step.within ?? step.max] : limitsOfMembers(step),
  );
}

/** Tries the rung on a clock that starts at noon of each of a week's days. */
function fires(rung: Rung, limit: Limit, context: CheckContext): boolean {
  const { calendar } = context;
  if (!calendar) return rung.shareBp > 0;
  const monday = startOfDay('2026-03-02', 0);
  for (let day = 0; day < 7; day += 1) {
    const start = monday + day * 86_400_000;
    const due = deadlineOf(calendar, { limit, start }).due;
    if (due === null) return false;
    const at = rungAt(calendar, { start, due, shareBp: rung.shareBp });
    if (at === null || at < start || (rung.shareBp <= 10_000 && at > due)) return false;
  }
  return true;
}
