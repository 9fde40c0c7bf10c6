/**
 * Decision models as DMN XML.
 *
 * @source OMG DMN 1.5, chapter 12 (exchange formats)
 */
export { exportDmn } from './export-model.ts';
export { importDmn, IMPORTS_MAX } from './import-model.ts';
export type { FindImport } from './import-model.ts';
export { openModel } from './open-model.ts';
export type { OpenModel } from './open-model.ts';
export type { DmnFinding, DmnImport } from './document.ts';
