import type { FeelFunction, Value } from '../value/kinds.ts';
import type { Run } from './run.ts';

/** Calls a function value within the depth an evaluation may reach. */
export function invoke(target: FeelFunction, values: readonly Value[], run: Run): Value {
  run.enter();
  try {
    return target.invoke(values, run);
  } finally {
    run.leave();
  }
}
