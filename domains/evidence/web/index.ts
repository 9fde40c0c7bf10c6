export { entryQuery, logQuery } from './reads.ts';
