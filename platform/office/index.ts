export {
  documentPartsMax,
  documentRowsMax,
  type DocumentPart,
  type OfficeDocument,
} from './document.ts';
export { writeWord, wordMediaType } from './word.ts';
