export { carriersQuery, catalogueQuery, guideQuery } from './reads.ts';
export { NeedLink } from './NeedLink.tsx';
export { ServiceRows } from './ServiceRows.tsx';
