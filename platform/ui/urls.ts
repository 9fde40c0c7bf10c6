/**
 * Every address of the web application. Pages never write an address by hand: they call `to`.
 * Routes read like sentences; a standard's clause is a fragment, filters live in the query.
 *
 * @source design page 9-pages (“Routes read like sentences”)
 */
export type Url = string & { readonly url: true };

type InPark = { readonly park: string };
type Query = Readonly<Record<string, string | undefined>>;

/** What of a queue is shown. */
export type QueueFilter = {
  readonly q?: string | undefined;
  readonly node?: string | undefined;
  readonly phase?: string | undefined;
};

/** What may follow the path: filters, and a place within the page. */
type End = { readonly query?: Query; readonly fragment?: string | undefined };

/** Joins encoded segments, query and fragment. */
function address(segments: readonly string[], end: End = {}): Url {
  const { query = {}, fragment = '' } = end;
  const path = `/${segments.map((segment) => encodeURIComponent(segment)).join('/')}`;
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, value]],
  );
  const search = pairs.length > 0 ? `?${new URLSearchParams(pairs).toString()}` : '';
  const hash = fragment === '' ? '' : `#${encodeURIComponent(fragment)}`;
  // The brand is given here and nowhere else: this function is the only maker of addresses.
  return `${path}${search}${hash}` as Url;
}

const inPark = (at: InPark, rest: readonly string[], end?: End): Url =>
  address(['p', at.park, ...rest], end);

/** A page inside the park that the server names, such as the records of a figure. */
function recordsAddress({ park, link }: InPark & { readonly link: string }): Url | undefined {
  if (!/^\/[a-z]/.test(link)) return undefined;
  // The server names pages of this application only; a path inside the park leads nowhere else.
  return `${inPark({ park }, [])}${link}` as Url;
}

/** The typed address builder. Each entry names a page; arguments are raw, encoding happens here. */
export const to = {
  parks: () => address([]),
  verifyAnywhere: () => address(['verify']),
  signIn: (at: { next?: string } = {}) => address(['sign-in'], { query: { next: at.next } }),

  park: (at: InPark) => inPark(at, []),
  services: (at: InPark & { q?: string; class?: string }) =>
    inPark(at, ['services'], { query: { q: at.q, class: at.class } }),
  service: (at: InPark & { code: string; on?: string }) =>
    inPark(at, ['services', at.code], { query: { on: at.on } }),
  standards: (at: InPark & { q?: string; level?: string; tree?: string }) =>
    inPark(at, ['standards'], { query: { q: at.q, level: at.level, tree: at.tree } }),
  standard: (at: InPark & { code: string; clause?: string; on?: string }) =>
    inPark(at, ['standards', at.code], { query: { on: at.on }, fragment: at.clause }),
  clause: (at: InPark & { code: string; clause: string }) =>
    inPark(at, ['standards', at.code, 'clauses', at.clause]),
  verify: (at: InPark & { receipt?: string }) =>
    inPark(at, ['verify'], { query: { receipt: at.receipt } }),
  log: (at: InPark) => inPark(at, ['log']),
  receipt: (at: InPark & { entry: string }) => inPark(at, ['receipts', at.entry]),

  my: (at: InPark) => inPark(at, ['my']),
  myApplications: (at: InPark) => inPark(at, ['my', 'applications']),
  apply: (at: InPark & { code: string }) => inPark(at, ['my', 'apply', at.code]),
  myCase: (at: InPark & { number: string; filed?: string }) =>
    inPark(at, ['my', 'cases', at.number], { query: { filed: at.filed } }),
  myReceipts: (at: InPark) => inPark(at, ['my', 'receipts']),

  desk: (at: InPark) => inPark(at, ['desk']),
  queue: (at: InPark & { name: string } & QueueFilter) =>
    inPark(at, ['desk', 'queue', at.name], {
      query: { q: at.q, node: at.node, phase: at.phase },
    }),
  deskCase: (at: InPark & { number: string }) => inPark(at, ['desk', 'cases', at.number]),
  record: (at: InPark) => inPark(at, ['desk', 'record']),
  ledger: (at: InPark & { name: string; filter?: Query }) =>
    inPark(at, ['desk', 'ledgers', at.name], { query: at.filter ?? {} }),
  visits: (at: InPark) => inPark(at, ['desk', 'visits']),
  deskFile: (at: InPark & { code?: string }) =>
    inPark(at, ['desk', 'file', ...(at.code === undefined ? [] : [at.code])]),

  office: (at: InPark) => inPark(at, ['office']),
  rhythm: (at: InPark & { view: 'today' | 'dispatch' | 'week'; on?: string }) =>
    inPark(at, ['office', 'rhythm', at.view], { query: { on: at.on } }),
  migrations: (at: InPark) => inPark(at, ['office', 'migrations']),
  month: (at: InPark & { month?: string }) =>
    inPark(at, ['office', 'rhythm', 'month', ...(at.month === undefined ? [] : [at.month])]),
  records: (at: InPark & { link: string }) => recordsAddress(at),
  test: (at: InPark & { number?: string }) =>
    inPark(at, ['office', 'test'], { query: { number: at.number } }),
  officeStandards: (at: InPark) => inPark(at, ['office', 'standards']),
  revise: (at: InPark & { service: string; clause: string }) =>
    inPark(at, ['office', 'revise', at.service, at.clause]),
  revisions: (at: InPark) => inPark(at, ['office', 'revisions']),
  revision: (at: InPark & { id: string }) => inPark(at, ['office', 'revisions', at.id]),
  officeLog: (at: InPark) => inPark(at, ['office', 'log']),
  erasures: (at: InPark) => inPark(at, ['office', 'erasures']),
} as const;

/**
 * An address to return to after signing in, or undefined when `next` leaves this site.
 * Only a path of this site counts: `//host` and `/\host` are other sites to a browser.
 */
export function returnAddress(next: string | undefined): Url | undefined {
  if (next === undefined || !/^\/(?![/\\])/.test(next) || /[\r\n\t]/.test(next)) return undefined;
  // Checked just above to be a path of this site.
  return next as Url;
}

/**
 * The code of the park a path of this site lies in, or undefined outside of any.
 *
 * @param path without query and fragment, encoded as an address holds it
 */
export function parkOf(path: string): string | undefined {
  const [, segment] = /^\/p\/([^/]+)/.exec(path) ?? [];
  // A code has no character that an address encodes; whatever holds one names no park.
  return segment === undefined || segment.includes('%') ? undefined : segment;
}
