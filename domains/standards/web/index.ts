export { clauseQuery, standardQuery, systemQuery } from './reads.ts';
export { matchingStandards, standardsOf } from './tree.ts';
