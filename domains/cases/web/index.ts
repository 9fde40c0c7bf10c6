export { clauseUseQuery } from './reads.ts';
