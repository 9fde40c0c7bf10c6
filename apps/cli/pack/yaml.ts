import { isScalar, stringify, type Pair } from 'yaml';

const lineWidth = 100;

/** Data forgets the order of keys; people read a definition in the order of the language. */
const keyOrder = [
  ...['language', 'code', 'id', 'title', 'summary', 'class', 'nature', 'holder', 'basis', 'need'],
  ...['standard', 'number', 'kind', 'mode', 'applicant', 'kinds', 'channels', 'classes', 'limits'],
  ...['type', 'required', 'form', 'materials', 'flow', 'start', 'steps', 'ends', 'rungs'],
  ...['suspensions', 'closing', 'extension', 'powers', 'obligations', 'publicity', 'review'],
  ...['measures', 'all', 'any', 'n', 'join', 'by', 'at', 'to', 'within', 'clock', 'do'],
];

/** `zh-CN` goes before `en`; a key of no fixed place goes last, by name. */
function rankOf(key: string): string {
  const place = ['zh-CN', 'en', ...keyOrder].indexOf(key);
  return place < 0 ? `999 ${key}` : String(place).padStart(3, '0');
}

const byRank = (a: Pair, b: Pair): number => (rankOf(nameOf(a)) < rankOf(nameOf(b)) ? -1 : 1);

const nameOf = ({ key }: Pair): string => String(isScalar(key) ? key.value : key);

/** A definition as YAML, in the order in which people read one; without a newline at its end. */
export function definitionYaml(written: object): string {
  return stringify(written, { lineWidth, sortMapEntries: byRank }).trimEnd();
}
