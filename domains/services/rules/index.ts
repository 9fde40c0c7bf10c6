export * from './guide.ts';
export * from './revise.ts';
