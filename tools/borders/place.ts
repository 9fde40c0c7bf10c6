/** Where a file stands: ring or outer folder, the noun in it, and the part of that noun. */
export type Place = {
  /** `engines`, `platform`, `domains`, `apps`, `tools`, `bench` or `tests`. */
  readonly ring: string;
  /** The folder in the ring: `calendar`, `db`, `cases`, `server`. */
  readonly noun: string;
  /** What follows, without its extension: `store`, `web/index`, `model/limits`. */
  readonly part: string;
  readonly isTest: boolean;
};

const TEST = /\.test\.tsx?$|(^|\/)testing(\.ts$|\/)/;

/** Reads the place of a file off its path from the root. */
export function placeOf(path: string): Place {
  const [ring = '', noun = '', ...rest] = path.split('/');
  const part = rest.join('/').replace(/\.(d\.)?[a-z]+$/, '');
  return { ring, noun, part, isTest: TEST.test(path) };
}

/** Whether the part is one of these names, or the index of the folder it grew into. */
export const isPart = (part: string, names: readonly string[]): boolean =>
  names.some((name) => part === name || part === `${name}/index`);

/** Whether the part is one of these names or anything inside the folder it grew into. */
export const isWithin = (part: string, names: readonly string[]): boolean =>
  names.some((name) => part === name || part.startsWith(`${name}/`));
