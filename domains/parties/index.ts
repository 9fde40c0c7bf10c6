export * from './model.ts';
export {
  checkCreditCode,
  checkNetwork,
  doorsOf,
  isPermission,
  isStaff,
  pathUp,
  permissions,
  permissionsOf,
  permits,
  rolesOn,
  workingHoursOf,
  type PermissionName,
} from './rules.ts';
export { partiesRefusals } from './errors.ts';
export {
  createDirectory,
  dayInZone,
  exportParties,
  importParties,
  organisationsOf,
  presentPark,
  readPrincipal,
  type Directory,
  type PartiesImport,
} from './service.ts';
export {
  erasePerson,
  mandateHolders,
  searchOrganisations,
  selectHolders,
  selectNodes,
  selectOrganisations,
  selectParks,
  selectPeople,
  type Person,
  type StoredNode,
  type StoredPark,
} from './store/index.ts';
export { selectPosts, selectStaff, staffOf, type StaffPost } from './store/index.ts';
export { partiesRoutes, type PartiesDependencies } from './routes.ts';
