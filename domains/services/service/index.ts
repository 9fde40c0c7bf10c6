export {
  findingsOf,
  editionNamesOf,
  ownEditionOf,
  packActor,
  publish,
  type Publication,
  type Publisher,
} from './publish.ts';
export {
  bundleFor,
  bundlesOn,
  namedBundle,
  pinnedBundle,
  readCarriers,
  readCatalogue,
  readGuide,
  type Bundle,
} from './read.ts';
export {
  describeFindings,
  listRevisions,
  openRevision,
  publishRevision,
  readRevision,
  revisionVersion,
  saveRevision,
  type CountOpenCases,
  type Reviser,
} from './revision.ts';
export { readRevisable } from './revisable.ts';
export { renewRevision, withdrawRevision } from './revision-course.ts';
export { limitName, readFlowFile } from './flow-file.ts';
export { readNeedClasses } from './need-classes.ts';
export { draftFlow, type HandedInFlow } from './flow-draft.ts';
export { definitionsOfRevision, editionOf, type RevisedDefinition } from './editions.ts';
