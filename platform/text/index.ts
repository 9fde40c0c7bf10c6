export { inLanguage, languages, localized, type Language, type Localized } from './localized.ts';
export { flattenTexts, type Catalogue } from './flatten.ts';
export { chooseLanguage } from './language.ts';
export { readCatalogues, readTextFiles, type TextFile } from './catalogue.ts';
export {
  createTexts,
  ourTexts,
  textOptions,
  translate,
  type Texts,
  type TextValues,
} from './translate.ts';
