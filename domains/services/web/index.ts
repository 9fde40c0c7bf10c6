export { carriersQuery, catalogueQuery, guideQuery } from './reads.ts';
export { ServiceRows } from './ServiceRows.tsx';
