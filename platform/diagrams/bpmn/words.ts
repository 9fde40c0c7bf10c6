import { pinyin } from 'pinyin-pro';

/** A limit as a definition writes it, and whether its unit had to be guessed. */
export type ReadLimit = { readonly limit: string; readonly guessed: boolean };

const written = /^(\d+(\.5)?wd|\d+(wh|d|m)|same-day)$/;

/** What people write for a limit: a number (or none) and a unit, in either language. */
const spoken: readonly (readonly [RegExp, (count: string) => string])[] = [
  [/^(\d+(?:\.5)?)\s*个?(?:工作日|working days?)$/i, (count) => `${count}wd`],
  [/^(\d+)\s*个?(?:工作小时|工作时|working hours?)$/i, (count) => `${count}wh`],
  [/^(\d+)\s*个?(?:自然日|日|天|(?:calendar |natural )?days?)$/i, (count) => `${count}d`],
  [/^(\d+)\s*个?(?:月|months?)$/i, (count) => `${count}m`],
  [/^(?:当日|当天|当日办结|same.?day)$/i, () => 'same-day'],
];

/** Units of ISO 8601 durations that a limit can say; hours can only mean hours of work. */
const iso: readonly (readonly [RegExp, (count: number) => string])[] = [
  [/^P(\d+)D$/, (count) => `${count}d`],
  [/^P(\d+)W$/, (count) => `${count * 7}d`],
  [/^P(\d+)M$/, (count) => `${count}m`],
  [/^PT(\d+)H$/, (count) => `${count}wh`],
];

/**
 * Reads a limit as a definition writes it, as people write it, or as a duration of ISO 8601, whose
 * days are natural days.
 */
export function limitIn(text: string): ReadLimit | undefined {
  const plain = text.trim();
  if (written.test(plain)) return { limit: plain, guessed: false };
  for (const [pattern, limitOf] of spoken) {
    const match = pattern.exec(plain);
    if (match) return { limit: limitOf(match[1] ?? ''), guessed: false };
  }
  for (const [pattern, limitOf] of iso) {
    const match = pattern.exec(plain);
    if (match) return { limit: limitOf(Number(match[1])), guessed: true };
  }
  return undefined;
}

/** Keys are at most this long; what is longer is cut. */
const keyMax = 40;

/** A key made of a name: Latin words as they are, Chinese in pinyin; empty where nothing is left. */
export function keyIn(name: string): string {
  const latin = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive' }).join(' ');
  const key = latin
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '');
  return key.slice(0, keyMax).replace(/-+$/, '');
}

/** A key that is not taken yet: the wanted one, else with a number. */
export function freeKey(wanted: string, isTaken: (key: string) => boolean): string {
  let key = wanted;
  for (let count = 2; isTaken(key); count += 1) key = `${wanted}-${count}`;
  return key;
}

/** The single words of a label that names several acts: `同意 / 不同意`, `pass or fail`. */
export function actsIn(label: string): string[] {
  return label
    .split(/\s*[/／、|]\s*|\s+or\s+|或者?/i)
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
