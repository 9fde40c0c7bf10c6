import { queryWords, searchWords, spokenForm } from './search.ts';

/** One thing that may have been meant, by its titles. */
export type Candidate<Item> = { readonly item: Item; readonly titles: readonly string[] };

/** The part of what was asked that must be found for a thing to be worth naming. */
const foundShareMin = 0.5;

/** Shorter words differ by chance as often as by mistake. */
const shortest = 3;

/**
 * Returns the things whose titles come nearest to a query that finds nothing, best first: a letter
 * wrong, missing or swapped, a Chinese word that sounds the same (入住 for 入驻), or a word too many.
 *
 * @param most how many are returned at most
 */
export function nearest<Item>(
  query: string,
  candidates: readonly Candidate<Item>[],
  most: number,
): Item[] {
  const asked = queryWords(query).map(spokenForm);
  const all = asked.reduce((sum, word) => sum + word.length, 0);
  const judged = candidates.map(({ item, titles }) => {
    const words = searchWords(...titles);
    const found = asked.map((word) => nearness(word, words));
    return { item, share: found.reduce((sum, each) => sum + each, 0) / Math.max(1, all) };
  });
  return judged
    .filter(({ share }) => share >= foundShareMin)
    .toSorted((a, b) => b.share - a.share)
    .slice(0, most)
    .map(({ item }) => item);
}

/** How many letters of a word the nearest of some words has; 0 where none is near. */
function nearness(word: string, words: readonly string[]): number {
  const allowed = allowedMistakes(word);
  const mistakes = words.map((other) => distance(word, begin(other, word), allowed));
  const fewest = Math.min(allowed + 1, ...mistakes);
  return fewest > allowed ? 0 : word.length - fewest;
}

/** What is typed may be only the beginning of a word. */
const begin = (other: string, word: string): string =>
  other.length > word.length + 1 ? other.slice(0, word.length) : other;

function allowedMistakes(word: string): number {
  if (word.length < shortest) return 0;
  return word.length < 6 ? 1 : 2;
}

/**
 * Fewest letters changed, left out, put in or swapped with their neighbour to make one word of
 * another; `most` + 1 once it is more than that.
 *
 * @source optimal string alignment distance (Damerau 1964)
 */
export function distance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before: number[] = [];
  let line = Array.from({ length: other.length + 1 }, (_none, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const isSame = one[row - 1] === other[at - 1];
      const isSwap = one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      const steps = [cell(line, at) + 1, cell(next, at - 1) + 1, cell(line, at - 1) + +!isSame];
      if (row > 1 && at > 1 && isSwap) steps.push(cell(before, at - 2) + 1);
      next.push(Math.min(...steps));
    }
    [before, line] = [line, next];
  }
  return Math.min(most + 1, cell(line, other.length));
}

const cell = (line: readonly number[], at: number): number => line[at] ?? Number.POSITIVE_INFINITY;
