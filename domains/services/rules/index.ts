export * from './edition.ts';
export * from './guide.ts';
export * from './revise.ts';
export * from './step-order.ts';
export * from './template.ts';
