import { dayInZone } from '#domains/parties/index.ts';
import { bundleFor, limitName } from '#domains/services/index.ts';
import { readClause, readStandard, readSystem } from '#domains/standards/index.ts';
import { inPark, type Tx } from '#platform/db/index.ts';
import { httpRefusals, type PageHead } from '#platform/http/index.ts';
import { inLanguage, translate, type Localized, type TextValues } from '#platform/text/index.ts';
import type { ServerDependencies } from './routes.ts';

/** Who opens a shared link has chosen no language yet: pages begin in this one. */
const lang = 'zh-CN';

const say = (text: Localized): string => inLanguage(text, lang);
const told = (key: string, values?: TextValues): string => translate(lang, `head.${key}`, values);

/** What one page says of itself, beside whose it is. */
type Said = Pick<PageHead, 'title' | 'description' | 'unlisted'>;

/** Where in which park a page is asked for, and on what day of the park. */
type Asked = {
  readonly tx: Tx;
  readonly title: string;
  readonly day: string;
};

/** The public pages below a park, by the shape of their address; further parts are its values. */
const pages: readonly [RegExp, (asked: Asked, ...parts: string[]) => Promise<Said> | Said][] = [
  [/^$/, ({ title }) => ({ title, description: told('park') })],
  [/^services$/, () => fixed('services')],
  [/^services\/([^/]+)$/, ofService],
  [/^standards$/, ofSystem],
  [/^standards\/([^/]+)$/, ofStandard],
  [/^standards\/([^/]+)\/clauses\/([^/]+)$/, ofClause],
  [/^verify$/, () => fixed('verify')],
  [/^log$/, () => fixed('log')],
];

/**
 * Makes the reader of what a page's first bytes say of it, in the language parks begin in.
 *
 * @returns a function of the path; it throws a refusal with 404 where the park, service, standard
 *          or clause does not exist
 */
export function pageHeads(
  server: Pick<ServerDependencies, 'db' | 'directory' | 'clock'> & {
    readonly publicUrl: string | undefined;
  },
): (path: string) => Promise<PageHead> {
  const product = told('product');
  return async (path) => {
    const url = server.publicUrl === undefined ? undefined : `${server.publicUrl}${path}`;
    const [, code, rest = ''] = /^\/p\/([^/]+)(?:\/(.*?))?\/?$/.exec(path) ?? [];
    if (code === undefined) return { ...ofSite(path), product, site: product, url, lang };
    const park = (await server.directory.parks()).find((each) => each.code === code);
    if (park === undefined) throw httpRefusals.refuse('http.park_not_found', { park: code });
    const title = say(park.title);
    const day = dayInZone(server.clock.now(), park.zone);
    const said = await inPark(server.db, code, async (tx) => ofPark({ tx, title, day }, rest));
    return { ...said, product, site: title, url, lang };
  };
}

function ofSite(path: string): Said {
  if (/^\/verify\/?$/.test(path)) return fixed('verify');
  const title = told('product');
  return path === '/' ? { title, description: told('parks') } : { title, unlisted: true };
}

/** A page of the park that is not public is somebody's own: nothing is said of it. */
function ofPark(asked: Asked, rest: string): Promise<Said> | Said {
  for (const [shape, read] of pages) {
    const found = shape.exec(rest);
    if (found !== null) return read(asked, ...found.slice(1).map(decoded));
  }
  return { title: asked.title, unlisted: true };
}

function fixed(page: 'services' | 'verify' | 'log'): Said {
  return { title: told(`${page}.title`), description: told(`${page}.text`) };
}

/** A part of an address; what is wrongly encoded names nothing. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw httpRefusals.refuse('http.not_found', { path: part });
  }
}

async function ofService({ tx, day }: Asked, code = ''): Promise<Said> {
  const { definition } = await bundleFor(tx, code, day);
  const { title, summary, limits, standard } = definition;
  const begin = summary === undefined ? '' : say(summary);
  const { promised } = limits ?? {};
  const { number, clause } = standard;
  if (promised === undefined || clause === undefined) {
    return { title: say(title), ...(begin === '' ? {} : { description: begin }) };
  }
  const limit = limitName(promised, lang);
  const values = { summary: begin, limit, standard: number, clause };
  return { title: say(title), description: told('service', values) };
}

async function ofSystem({ tx, day }: Asked): Promise<Said> {
  const { title, counts } = await readSystem(tx, day);
  return { title: say(title), description: told('system', { total: counts.total }) };
}

async function ofStandard({ tx, day }: Asked, code = ''): Promise<Said> {
  const { title, number } = (await readStandard(tx, code, day)).card;
  const name = title === null ? (number ?? code) : say(title);
  return { title: name, description: told('standard', { number: number ?? code }) };
}

async function ofClause({ tx, day }: Asked, code = '', clause = ''): Promise<Said> {
  const page = await readClause(tx, { code, clause, on: day });
  const { title, text } = page.clause;
  const description = text === null ? page.standard.number : say(text);
  return {
    title: told('clause', { clause, title: say(title) }),
    ...(description === null ? {} : { description }),
  };
}
