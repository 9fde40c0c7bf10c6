import { equal } from '../value/compare.ts';
import { FeelDateTime, FeelTime, placeText } from '../temporal/instants.ts';
import { kindOf } from '../value/kinds.ts';
import type { Value } from '../value/kinds.ts';
import type { Run } from '../compile/run.ts';
import { signature } from './signature.ts';

/** Functions on truth and identity. @source OMG DMN 1.5, 10.3.4.2 and 10.3.4.8 */
export const BOOLEAN_FUNCTIONS = {
  not: [
    signature('negand', (args) => {
      const value = args.any(0);
      return typeof value === 'boolean' ? !value : null;
    }),
  ],
  is: [signature('value1~, value2~', (args, run) => isSame(args.any(0), args.any(1), run))],
};

/** Two values are the same when they are of one type, equal, and told at the same place. */
function isSame(left: Value, right: Value, run: Run): boolean {
  if (kindOf(left) !== kindOf(right)) return false;
  if (left instanceof FeelDateTime && right instanceof FeelDateTime) {
    return samePlace(left.time, right.time) && equal(left, right, run) === true;
  }
  if (left instanceof FeelTime && right instanceof FeelTime) {
    return samePlace(left, right) && equal(left, right, run) === true;
  }
  return equal(left, right, run) === true;
}

function samePlace(left: FeelTime, right: FeelTime): boolean {
  return placeText(left.place) === placeText(right.place);
}
