export * from './edition.ts';
export * from './guide.ts';
export * from './revise.ts';
export * from './template.ts';
