export { __nouns__Query } from './reads.ts';
