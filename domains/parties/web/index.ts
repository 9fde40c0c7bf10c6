export { meQuery, parksQuery, useMe } from './reads.ts';
