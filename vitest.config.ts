import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Code that needs neither a database nor a browser; it runs first and fast. */
const pure = [
  'engines/**/*.test.ts',
  'domains/*/{model,rules}.test.ts',
  'domains/*/{model,rules,web}/**/*.test.ts',
  'platform/{text,config,diagrams,ui}/**/*.test.ts',
  'tools/**/*.test.ts',
  'apps/{cli,web}/**/*.test.ts',
];

const never = ['node_modules/**', '.guiju/**', 'dist/**'];

/** The longest files, the longest first: what is begun last must be short for two to end together. */
const longest = [
  'tools/kill-test/kill-test.test.ts',
  'tools/new-domain.test.ts',
  'tools/fault-test/fault-test.test.ts',
  'platform/journal/audit-tampering.test.ts',
  'packs/load.test.ts',
  'platform/db/cluster/cluster.test.ts',
  'apps/worker/effects.test.ts',
  'tests/journeys/accessible.test.ts',
  'tests/journeys/keyboard.test.ts',
  'tests/journeys/needs-ledger.test.ts',
  'tests/journeys/approval.test.ts',
  'tests/journeys/need.test.ts',
];

/** By the list above, then as vitest does: by what it remembers, on a fresh clone by size. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = longest.findIndex((name) => moduleId.endsWith(`/${name}`));
      return at < 0 ? longest.length : at;
    };
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
  }
}

/**
 * Files run side by side, one after the other in a process that is kept: loading the modules anew
 * for each costs as much as the tests. So no file may leave anything behind in a module.
 */
const sideBySide = {
  maxWorkers: 2,
  isolate: false,
  /** How long anything may take to come about on a busy machine; no test of speed. */
  expect: { poll: { timeout: 60_000 } },
};

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: { name: 'unit', include: pure, exclude: never, testTimeout: 120_000, ...sideBySide },
      },
      {
        test: {
          name: 'database',
          include: [
            'platform/**/*.test.ts',
            'domains/**/*.test.ts',
            'apps/**/*.test.ts',
            'packs/**/*.test.ts',
          ],
          exclude: [...never, ...pure],
          globalSetup: ['platform/db/testing/cluster.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          ...sideBySide,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          exclude: never,
          globalSetup: ['platform/db/testing/cluster.ts', 'tests/journeys/loaded.ts'],
          testTimeout: 480_000,
          hookTimeout: 480_000,
          ...sideBySide,
        },
      },
    ],
  },
});
