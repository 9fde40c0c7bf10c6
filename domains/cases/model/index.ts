export * from './case.ts';
export * from './ledgers.ts';
export * from './rhythm.ts';
export * from './outcome.ts';
export * from './promises.ts';
export * from './migration.ts';
