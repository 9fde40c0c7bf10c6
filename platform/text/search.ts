import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { pinyin } from 'pinyin-pro';

/** Longest text that is indexed or searched, in characters; the rest is left out. */
const textLengthMax = 20_000;

/** Longest query, in characters; the rest is left out. */
const queryCharactersMax = 200;

/** Most words one query may hold. */
const queryWordsMax = 16;

let segmenter: Jieba | undefined;
const jieba = () => (segmenter ??= Jieba.withDict(dict));

const han = /\p{Script=Han}/u;
const word = /[\p{L}\p{N}]/u;

/**
 * The words a text is found by: segmented Chinese, single characters, Latin words and numbers in
 * lower case, and of each Chinese word its pinyin and its initials (`rzps` finds 入驻评审).
 *
 * @returns unique words without punctuation, for `array_to_tsvector`
 */
export function searchWords(...texts: readonly string[]): string[] {
  const words = new Set<string>();
  for (const text of texts) {
    const lower = text.normalize('NFKC').toLowerCase().slice(0, textLengthMax);
    for (const piece of jieba().cutForSearch(lower, true)) {
      if (word.test(piece)) addForms(words, piece.trim());
    }
    addRuns(words, lower);
  }
  return [...words];
}

/**
 * The words a query asks for, each of which must be found, as a prefix where it is Latin.
 *
 * @returns a `to_tsquery('simple', …)` text, or undefined when the query holds no word
 */
export function searchQuery(query: string): string | undefined {
  const words = queryWords(query);
  if (words.length === 0) return undefined;
  return words.map((each) => (han.test(each) ? `'${each}'` : `'${each}':*`)).join(' & ');
}

/** The words of a query in lower case, Chinese segmented, without punctuation. */
export function queryWords(query: string): string[] {
  const lower = query.normalize('NFKC').toLowerCase().slice(0, queryCharactersMax);
  return jieba().cut(lower, true).flatMap(partsOf).slice(0, queryWordsMax);
}

/** A word as it sounds: the pinyin of a Chinese one without tones, any other as it is. */
export function spokenForm(text: string): string {
  return han.test(text) ? pinyin(text, { toneType: 'none', type: 'array' }).join('') : text;
}

/** A number such as `park-2026-000012-3` is one piece, yet somebody may know only a part of it. */
const partsOf = (piece: string): string[] =>
  piece.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '');

function addForms(words: Set<string>, piece: string): void {
  words.add(piece);
  for (const part of partsOf(piece)) words.add(part);
  if (!han.test(piece)) return;
  for (const character of piece) words.add(character);
  addPinyin(words, piece);
}

/** Pinyin of each run of Chinese, so that initials typed across words are found as well. */
function addRuns(words: Set<string>, text: string): void {
  for (const run of text.match(/\p{Script=Han}{2,24}/gu) ?? []) addPinyin(words, run);
}

function addPinyin(words: Set<string>, chinese: string): void {
  const syllables = pinyin(chinese, { toneType: 'none', type: 'array' });
  words.add(syllables.join(''));
  words.add(syllables.map((syllable) => syllable.slice(0, 1)).join(''));
  for (let at = 1; at < syllables.length - 1; at += 1) {
    words.add(syllables.slice(at).join(''));
    words.add(
      syllables
        .slice(at)
        .map((syllable) => syllable.slice(0, 1))
        .join(''),
    );
  }
}
