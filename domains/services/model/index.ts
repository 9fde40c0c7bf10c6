export * from './guide.ts';
export * from './pack.ts';
export * from './revision.ts';
export * from './trial.ts';
