import { defineConfig } from 'vitest/config';

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

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: pure, exclude: never, testTimeout: 60_000 } },
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
          testTimeout: 30_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          exclude: never,
          globalSetup: ['platform/db/testing/cluster.ts', 'tests/journeys/loaded.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
