export * from './network.ts';
export * from './staff.ts';
export { selectPlaces } from './places.ts';
