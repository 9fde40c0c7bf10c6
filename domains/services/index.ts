export * from './model/index.ts';
export { servicesRefusals } from './errors.ts';
export {
  bundleFor,
  bundlesOn,
  definitionsOfRevision,
  editionOf,
  describeFindings,
  editionNamesOf,
  findingsOf,
  limitName,
  namedBundle,
  ownEditionOf,
  packActor,
  pinnedBundle,
  publish,
  type Bundle,
  type CountOpenCases,
  type Publication,
  type Publisher,
} from './service/index.ts';
export { servicesRoutes, type ServicesDependencies } from './routes.ts';
export {
  checkTemplate,
  proposeEdition,
  citedTemplates,
  fieldOf,
  fillTemplate,
  materialOf,
  templateNames,
  type FilledTemplate,
  type TemplateFacts,
} from './rules/index.ts';
export { recordRules } from './service/loaded.ts';
export { importTemplates } from './service/templates.ts';
export { importClasses, needClasses } from './service/classes.ts';
