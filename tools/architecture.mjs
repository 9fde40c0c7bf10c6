// Who may use whom, as data. `tools/borders.ts` checks it, docs draw it, `tools/new-domain.ts` follows it.

/** The rings, innermost first: a file uses its own ring and those before it, never one after it. */
export const RINGS = ['engines', 'platform', 'domains', 'apps'];

/** Folders outside the rings, and the places that may use each; they themselves use what they need. */
export const OUTSIDE = {
  tools: ['tools', 'bench', 'tests'],
  bench: ['bench'],
  tests: ['tests'],
};

/**
 * What each engine may use: other engines (`ledger/canonical` is one file of it) and npm packages.
 * An engine that is not listed may not exist.
 */
export const ENGINES = {
  calendar: { engines: [], packages: [] },
  rules: { engines: ['calendar'], packages: ['lezer-feel'] },
  ledger: { engines: [], packages: [] },
  process: { engines: ['calendar', 'rules', 'ledger'], packages: ['zod'] },
  scoring: { engines: [], packages: [] },
  matching: { engines: [], packages: [] },
};

/**
 * Which other domains each domain may use, by their faces. A new slice that is not listed may use
 * all of these and is used by none of them until it has its place here. Tests may use any.
 */
export const DOMAINS = {
  parties: [],
  standards: ['parties'],
  services: ['parties', 'standards'],
  cases: ['parties', 'standards', 'services'],
  evidence: ['parties'],
};

/**
 * What a domain slice consists of: files `x.ts`, or a folder `x/` once the file outgrew 400 lines.
 * A further name needs a decision in docs/decisions first.
 */
export const SLICE = {
  files: [
    'index',
    'model',
    'rules',
    'tables',
    'store',
    'service',
    'routes',
    'jobs',
    'errors',
    'testing',
  ],
  folders: ['migrations', 'text', 'web'],
  documents: ['README.md'],
};

/** The parts of a slice others may use. Tests may also use its builders. */
export const FACES = {
  domains: ['index', 'model', 'web/index'],
  apps: ['index', 'model', 'rules', 'routes', 'jobs', 'errors', 'web', 'text'],
  tests: ['testing'],
};

/** Parts of a slice that are pure: they use engines, words of other slices and these. */
export const PURE = {
  parts: ['model', 'rules'],
  uses: ['platform/text'],
  packages: ['zod'],
};

/** Code that runs in a browser, what of a slice it may see, and what of the platform. */
export const BROWSER = {
  places: [/^apps\/web\/(?!vite\.config)/, /^platform\/ui\//, /^domains\/[^/]+\/web\//],
  parts: ['model', 'rules', 'web', 'text'],
  platform: ['platform/ui', 'platform/text'],
};

/** The packages that speak SQL and the places that may; nobody else may even name their types. */
export const SQL = {
  packages: ['kysely', 'pg', 'pg-cursor', 'graphile-worker'],
  places: [
    /^platform\/(?!(ui|text|config|diagrams)\/)/,
    /^domains\/[^/]+\/(store|tables)(\.ts|\/)/,
    /^(tools|bench|tests)\//,
  ],
};
