/**
 * Names what an OpenAPI document says twice. The schemas of routes are values of zod without names,
 * so each is written out wherever it is used; readers and generators of clients want it once.
 */

type Node = Readonly<Record<string, unknown>>;

/** What is shorter than this, as JSON, is read faster than a reference is followed. */
const sharedLengthMin = 100;

/** Sections of `components` that parts are named in. */
type Section = 'schemas' | 'responses';

type Part = { readonly section: Section; readonly hint: string };

/** A part that is used in several places, and how its name begins. */
type Found = Part & { uses: number };

/** Members of a schema that hold a schema, a list of them, or several by name. */
const inner: Readonly<Record<string, 'one' | 'list' | 'named'>> = {
  ...{ items: 'one', additionalProperties: 'one', propertyNames: 'one', not: 'one' },
  ...{ anyOf: 'list', oneOf: 'list', allOf: 'list', prefixItems: 'list' },
  ...{ properties: 'named', $defs: 'named' },
};

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The document with every schema and response that is used twice under a name in `components`.
 * With each reference replaced by what it names it is the document it was; equal documents give
 * equal ones.
 *
 * @param document OpenAPI 3.1, without references
 * @source OpenAPI 3.1.0 §4.8.7 (Components Object)
 */
export function shareSchemas<T extends object>(document: T): T {
  const found = new Map<string, Found>();
  rewrite(document, (part, node, descend) => {
    const text = JSON.stringify(node);
    const known = found.get(text);
    if (known) known.uses += 1;
    else found.set(text, { ...part, uses: 1 });
    // What a part holds counts once, however often the part itself is used.
    return known ? node : descend(node);
  });
  const { schemas } = componentsOf(document);
  const names = namesOf(
    found,
    Object.keys(schemas).map((name) => `schemas/${name}`),
  );
  const bodies = new Map<string, Node>();
  const shared = rewrite(document, (_part, node, descend) => {
    const name = names.get(JSON.stringify(node));
    if (name === undefined) return descend(node);
    if (!bodies.has(name)) {
      bodies.set(name, node);
      bodies.set(name, descend(node));
    }
    return { $ref: `#/components/${name}` };
  });
  // A rewriting replaces parts by references and leaves the rest as it was.
  return withComponents(shared, bodies) as T;
}

/** Names of the parts that are worth one, `schemas/Problem`, in the order they are met. */
function namesOf(
  found: ReadonlyMap<string, Found>,
  before: readonly string[],
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set(before);
  for (const [text, { section, hint, uses }] of found) {
    if (uses < 2 || text.length < sharedLengthMin) continue;
    const first = `${section}/${hint}`;
    let name = first;
    for (let number = 2; taken.has(name); number += 1) name = `${first}${number}`;
    taken.add(name);
    names.set(text, name);
  }
  return names;
}

type Visit = (part: Part, node: Node, descend: (node: Node) => Node) => Node;

/** Visits every response and every schema of a document, from outside in, and puts the answers in. */
function rewrite(document: object, visit: Visit): Node {
  const paths = 'paths' in document && isNode(document.paths) ? document.paths : {};
  const operation = (value: Node, hint: string): Node => ({
    ...value,
    ...(isNode(value['requestBody'])
      ? { requestBody: inContent(value['requestBody'], `${hint}Body`, visit) }
      : {}),
    ...(isNode(value['responses'])
      ? {
          responses: mapNodes(value['responses'], (response) => {
            const { description: said } = response;
            const isName = typeof said === 'string' && said !== '' && !said.includes(' ');
            const own = isName ? pascal(said) : hint;
            const part = { section: 'responses', hint: own } as const;
            return visit(part, response, (node) => inContent(node, own, visit));
          }),
        }
      : {}),
  });
  return {
    ...document,
    paths: mapNodes(paths, (methods, path) =>
      mapNodes(methods, (value, method) => operation(value, pascal(`${method} ${path}`))),
    ),
  };
}

/** A request body or a response: the schema of each kind of content. */
function inContent(value: Node, hint: string, visit: Visit): Node {
  if (!isNode(value['content'])) return value;
  const content = mapNodes(value['content'], (kind) =>
    isNode(kind['schema']) ? { ...kind, schema: inSchema(kind['schema'], hint, visit) } : kind,
  );
  return { ...value, content };
}

function inSchema(schema: Node, hint: string, visit: Visit): Node {
  return visit({ section: 'schemas', hint }, schema, (node) =>
    Object.fromEntries(
      Object.entries(node).map(([key, value]) => [key, inMember(key, value, { hint, visit })]),
    ),
  );
}

function inMember(
  key: string,
  value: unknown,
  { hint, visit }: { readonly hint: string; readonly visit: Visit },
): unknown {
  const one = (each: unknown, name: string) => (isNode(each) ? inSchema(each, name, visit) : each);
  switch (inner[key]) {
    case 'one':
      return one(value, hint);
    case 'list':
      return Array.isArray(value) ? value.map((each) => one(each, hint)) : value;
    case 'named':
      return isNode(value)
        ? mapNodes(value, (each, name) => inSchema(each, pascal(name), visit))
        : value;
    case undefined:
      return value;
  }
}

function mapNodes(record: Node, change: (node: Node, key: string) => unknown): Node {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, isNode(value) ? change(value, key) : value]),
  );
}

/** Words of a path or a name as one: `get /p/{park}/api/my/drafts` is `GetMyDrafts`. */
function pascal(text: string): string {
  const words =
    text
      .replace('/p/{park}/', '/')
      .replace('/api/', '/')
      .match(/[A-Za-z0-9]+/g) ?? [];
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** What has a name already: schemas that hold themselves, and how people sign in. */
function componentsOf(document: object): { readonly all: Node; readonly schemas: Node } {
  const all = 'components' in document && isNode(document.components) ? document.components : {};
  return { all, schemas: isNode(all['schemas']) ? all['schemas'] : {} };
}

function withComponents(document: Node, bodies: ReadonlyMap<string, Node>): Node {
  const section = (name: Section) =>
    [...bodies]
      .filter(([key]) => key.startsWith(`${name}/`))
      .map(([key, body]) => [key.slice(name.length + 1), body] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1));
  const [schemas, responses] = [section('schemas'), section('responses')];
  const before = componentsOf(document);
  return {
    ...document,
    components: {
      ...before.all,
      ...(schemas.length > 0
        ? { schemas: { ...before.schemas, ...Object.fromEntries(schemas) } }
        : {}),
      ...(responses.length > 0 ? { responses: Object.fromEntries(responses) } : {}),
    },
  };
}
