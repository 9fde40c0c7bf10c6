import { expect, test } from 'vitest';
import { countReport, sumTotals, type Report } from './totals.ts';

const file = (status: string, ...tests: string[]): Report['testResults'][number] => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});

const report = (...testResults: Report['testResults']): Report => ({
  numPassedTests: 0,
  numFailedTests: 0,
  testResults,
});

test('passed and failed tests are counted one by one', () => {
  const counted = countReport(report(file('failed', 'passed', 'failed'), file('passed', 'passed')));
  expect(counted).toEqual({ passed: 2, failed: 1 });
});

test('a file that could not be read counts as a failure', () => {
  expect(countReport(report(file('failed')))).toEqual({ passed: 0, failed: 1 });
  expect(countReport(report(file('failed', 'passed')))).toEqual({ passed: 1, failed: 1 });
});

test('a skipped test counts as a failure', () => {
  expect(countReport(report(file('passed', 'pending')))).toEqual({ passed: 0, failed: 1 });
});

test('totals add up', () => {
  const sum = sumTotals([
    { passed: 1, failed: 2 },
    { passed: 3, failed: 4 },
  ]);
  expect(sum).toEqual({ passed: 4, failed: 6 });
});
