export const RINGS: readonly string[];
export const OUTSIDE: Readonly<Record<string, readonly string[]>>;
export const ENGINES: Readonly<
  Record<string, { readonly engines: readonly string[]; readonly packages: readonly string[] }>
>;
export const DOMAINS: Readonly<Record<string, readonly string[]>>;
export const SLICE: {
  readonly files: readonly string[];
  readonly folders: readonly string[];
  readonly documents: readonly string[];
};
export const FACES: {
  readonly domains: readonly string[];
  readonly apps: readonly string[];
  readonly tests: readonly string[];
};
export const PURE: {
  readonly parts: readonly string[];
  readonly uses: readonly string[];
  readonly packages: readonly string[];
};
export const BROWSER: {
  readonly places: readonly RegExp[];
  readonly parts: readonly string[];
  readonly platform: readonly string[];
};
export const SQL: { readonly packages: readonly string[]; readonly places: readonly RegExp[] };
