import type { Code, Slots } from '../compile/code.ts';
import type { Run } from '../compile/run.ts';
import { compareValues } from '../compile/logic.ts';
import { absolute, subtract } from '../number/arithmetic.ts';
import { formatNumber } from '../number/decimal.ts';
import type { CompareOperator } from '../syntax/node.ts';
import { subtractTemporal } from '../temporal/arithmetic.ts';
import { DaysDuration, MonthsDuration } from '../temporal/durations.ts';
import { isNumber } from '../value/kinds.ts';
import type { Value } from '../value/kinds.ts';

/** One comparison of a condition. */
export interface Part {
  readonly value: Code;
  readonly limit: Code;
  readonly operator: CompareOperator;
}

/** How far a value is from its limit. */
export interface Distance {
  /** Decimal numeral for numbers, ISO 8601 duration for days and durations; never negative. */
  readonly amount: string;
  readonly unit: 'number' | 'duration';
  /** Which way the value has to move. */
  readonly direction: 'up' | 'down';
  /** True when reaching the limit is not enough: it has to be passed. */
  readonly strict: boolean;
  readonly limit: Value;
}

/** Returns the distance of the first comparison that is not met; undefined where none is numeric. */
export function distanceOf(parts: readonly Part[], slots: Slots, run: Run): Distance | undefined {
  for (const { value, limit, operator } of parts) {
    const have = value(slots, run);
    const want = limit(slots, run);
    if (compareValues(operator, [have, want], run) !== false) continue;
    return between(have, want, { operator, run });
  }
  return undefined;
}

function between(
  have: Value,
  want: Value,
  { operator, run }: { operator: CompareOperator; run: Run },
): Distance | undefined {
  if (operator === '!=') return undefined;
  const below = compareValues('<', [have, want], run);
  const gap = gapOf(have, want, run);
  if (below === null || gap === undefined) return undefined;
  const strict = operator === '<' || operator === '>';
  return {
    ...gap,
    direction: below ? 'up' : operator === '>' ? 'up' : 'down',
    strict,
    limit: want,
  };
}

function gapOf(have: Value, want: Value, run: Run): Pick<Distance, 'amount' | 'unit'> | undefined {
  if (isNumber(have) && isNumber(want)) {
    const gap = subtract(want, have);
    return gap === null ? undefined : { amount: formatNumber(absolute(gap)), unit: 'number' };
  }
  const gap = subtractTemporal(want, have, run);
  if (gap instanceof DaysDuration) {
    const size = gap.nanos < 0n ? -gap.nanos : gap.nanos;
    return { amount: new DaysDuration(size).toString(), unit: 'duration' };
  }
  if (!(gap instanceof MonthsDuration)) return undefined;
  return { amount: new MonthsDuration(Math.abs(gap.months)).toString(), unit: 'duration' };
}
