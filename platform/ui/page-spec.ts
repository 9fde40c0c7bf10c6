import type { QueryClient } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import type { Language } from '#platform/text/localized.ts';
import type { Url } from './urls.ts';

/** Names of the `$parameters` in a page's path, as a type. */
export type ParamsOf<Path extends string> = Path extends `${string}$${infer Rest}`
  ? Rest extends `${infer Name}/${infer Tail}`
    ? { readonly [K in Name]: string } & ParamsOf<Tail>
    : { readonly [K in Rest]: string }
  : unknown;

export type SearchParams = Readonly<Record<string, string | undefined>>;

/** What every page component receives: parameters of its path and of its query, decoded. */
export type PageProps<Path extends string = string> = {
  readonly params: ParamsOf<Path>;
  readonly search: SearchParams;
};

/** What a page's loader receives. `query` keeps what was read, so the page finds it at hand. */
export type LoadInput<Path extends string = string> = PageProps<Path> & {
  readonly query: QueryClient;
};

/** A place in the workbench menu; `label` is a text key with its slice, such as `cases:menu.queue`. */
export type MenuEntry = {
  readonly order: number;
  readonly label: string;
  readonly href: (park: string) => Url;
  /** Paths of pages (`/p/$park/desk/cases`) that belong to this entry, with all that lies below. */
  readonly under?: readonly string[];
  /** What one must be permitted to read the page; to others the entry leads nowhere. */
  readonly permission?: string;
};

/** One page of the product: where it is, what it reads before it shows, which file draws it. */
export type PageSpec = {
  readonly path: string;
  readonly texts: readonly string[];
  readonly menu?: MenuEntry;
  load?(input: LoadInput): Promise<unknown>;
  page(): Promise<{ default: ComponentType<PageProps> }>;
};

type PageDefinition<Path extends string> = {
  readonly path: Path;
  /** Slices whose texts the page uses besides its own. */
  readonly texts?: readonly string[];
  readonly menu?: MenuEntry;
  readonly load?: (input: LoadInput<Path>) => Promise<unknown>;
  readonly page: () => Promise<{ default: ComponentType<PageProps<Path>> }>;
};

/** Declares a page; loader and component are checked against the parameters of `path`. */
export function definePage<const Path extends string>(page: PageDefinition<Path>): PageSpec {
  // The router hands each page exactly the parameters of its own path, which is what Path says.
  return { texts: [], ...page } as unknown as PageSpec;
}

type TextModule = { default: Readonly<Record<string, unknown>> };

/** The web part of one domain slice: its texts (loaded with its first page) and its pages. */
export type WebSlice = {
  readonly name: string;
  readonly texts: Readonly<Record<Language, () => Promise<TextModule>>>;
  readonly pages: readonly PageSpec[];
};
