import './tables.ts';

export {
  packAliasesMax,
  packDepthMax,
  packFileMaxBytes,
  packItemsMax,
  readDocument,
  type PackDocument,
} from './document.ts';
export {
  inReadingOrder,
  packFindingsMax,
  type Locate,
  type PackFinding,
  type Place,
} from './finding.ts';
export {
  checkAgainstLoaded,
  diffPack,
  readLoadedPack,
  recordLoaded,
  type LoadedPack,
  type PackDifference,
} from './loaded.ts';
export {
  documentHash,
  manifestFile,
  packFilesMax,
  packManifest,
  readPack,
  type Pack,
  type PackManifest,
} from './pack.ts';
export { writePack } from './write.ts';
