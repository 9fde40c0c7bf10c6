/** How many tests passed and failed. */
export type Totals = { readonly passed: number; readonly failed: number };

/** The part of vitest's JSON report that is counted. */
export type Report = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
};

/**
 * Counts a report. A file that could not be read has no failed test in it and counts as one; a test
 * that was skipped counts as failed, because nothing here may be skipped.
 */
export function countReport(report: Report): Totals {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const unread = report.testResults.filter(
    (file) =>
      file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed'),
  );
  const passed = tests.filter(({ status }) => status === 'passed').length;
  return { passed, failed: tests.length - passed + unread.length };
}

/** Returns the sum of all. */
export function sumTotals(all: readonly Totals[]): Totals {
  return {
    passed: all.reduce((sum, { passed }) => sum + passed, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
  };
}
