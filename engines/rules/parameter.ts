import { fact } from './value/convert.ts';
import type { Facts } from './value/convert.ts';

/** A value of a parameter from a day on, until the next one; null ends the parameter. */
export interface DatedValue {
  /** First day the value holds, `YYYY-MM-DD` in park time. */
  readonly from: string;
  readonly value: number | string | boolean | null;
  /** The document or clause that sets it. */
  readonly source: string;
}

/**
 * A figure of the rules that changes over time.
 *
 * @source OpenFisca parameters (dated values with references); design page 2-service-language
 */
export interface ParameterSeries {
  readonly code: string;
  /** Unit of the values: `fen`, `bp`, `wd`, `person`, … */
  readonly unit: string;
  readonly values: readonly DatedValue[];
}

/** Returns the value that holds on a day; undefined before the first and after an ended one. */
export function parameterOn(series: ParameterSeries, day: string): DatedValue | undefined {
  let held: DatedValue | undefined;
  for (const dated of series.values) {
    // The latest start wins whatever the order of the list; two equal starts are a finding.
    if (dated.from <= day && (held === undefined || dated.from > held.from)) held = dated;
  }
  return held === undefined || held.value === null ? undefined : held;
}

/** Returns the parameters of a day as facts by code, each with its source and first day. */
export function parametersOn(all: readonly ParameterSeries[], day: string): Facts {
  return Object.fromEntries(
    all.flatMap((series) => {
      const held = parameterOn(series, day);
      if (held === undefined) return [];
      return [[series.code, fact(held.value, { source: held.source, asOf: held.from })] as const];
    }),
  );
}

/** What is wrong with a series: a day given twice, or none at all. */
export interface ParameterFinding {
  readonly code: 'rules.parameter.no_value' | 'rules.parameter.same_day' | 'rules.parameter.day';
  readonly parameter: string;
  readonly from?: string;
}

/** Returns what is wrong with a series. */
export function checkParameter(series: ParameterSeries): ParameterFinding[] {
  const parameter = series.code;
  if (series.values.length === 0) return [{ code: 'rules.parameter.no_value', parameter }];
  const seen = new Set<string>();
  return series.values.flatMap(({ from }): ParameterFinding[] => {
    if (!/^\d{4}-\d{2}-\d{2}$/u.test(from))
      return [{ code: 'rules.parameter.day', parameter, from }];
    const again = seen.has(from);
    seen.add(from);
    return again ? [{ code: 'rules.parameter.same_day', parameter, from }] : [];
  });
}
