export * from './model.ts';
export { standardsRefusals } from './errors.ts';
export { statusOn } from './rules.ts';
export {
  citedStandard,
  importStandards,
  recordStandards,
  readClause,
  readStandard,
  readSystem,
  standardsByNumber,
  type CitedStandard,
} from './service.ts';
export { standardsRoutes } from './routes.ts';
