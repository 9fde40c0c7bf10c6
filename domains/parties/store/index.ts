export * from './network.ts';
export * from './staff.ts';
