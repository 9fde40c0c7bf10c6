import { Parser } from 'saxen';

/** Longest XML text, in UTF-16 units. */
export const XML_LENGTH_MAX = 20_000_000;

/** Most elements, and deepest nesting, of one XML text. */
export const XML_ELEMENTS_MAX = 500_000;
export const XML_DEPTH_MAX = 256;

/** An element as written: local name, namespace, attributes and children. */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its own text, without that of its children. */
  readonly text: string;
  /** Namespaces by prefix in force at the element. */
  readonly prefixes: ReadonlyMap<string, string>;
}

/** Why a text could not be read as XML. */
export interface XmlFault {
  readonly reason: string;
  /** Line, from 1; absent where the text as a whole is meant. */
  readonly line?: number;
}

interface Building extends XmlElement {
  readonly children: Building[];
  text: string;
}

/** Ends the parser's run; caught in {@link parseXml}. */
class Stop extends Error {}

/**
 * Reads XML. Document type declarations are refused, so that no entity can expand.
 *
 * @returns the root element, or why there is none
 * @source W3C, Extensible Markup Language 1.0; Namespaces in XML 1.0
 */
export function parseXml(text: string): { readonly root?: XmlElement; readonly fault?: XmlFault } {
  if (text.length > XML_LENGTH_MAX) return { fault: { reason: `> ${XML_LENGTH_MAX}` } };
  const tree = new Tree();
  try {
    readInto(tree, text);
  } catch (error) {
    if (error instanceof Stop) return { fault: { reason: error.message, ...tree.at } };
    throw error;
  }
  return tree.root === undefined ? { fault: { reason: 'empty' } } : { root: tree.root };
}

function readInto(tree: Tree, text: string): void {
  new Parser()
    .on('openTag', (name, attributes, decode) => {
      const held = Object.entries(attributes()).map(
        ([key, value]) => [key, decode(value)] as const,
      );
      tree.open(name, held);
    })
    .on('closeTag', () => tree.close())
    .on('text', (part, decode) => tree.append(decode(part)))
    .on('cdata', (part) => tree.append(part))
    .on('attention', () => tree.stop('DOCTYPE'))
    .on('error', (error, where) => {
      tree.at = { line: where().line + 1 };
      tree.stop(error.message);
    })
    .parse(text.replace(/^\uFEFF/u, ''));
}

class Tree {
  root: Building | undefined;
  at: { readonly line?: number } = {};
  readonly #open: Building[] = [];
  #count = 0;

  open(written: string, attributes: readonly (readonly [string, string])[]): void {
    this.#count += 1;
    if (this.#count > XML_ELEMENTS_MAX) this.stop(`> ${XML_ELEMENTS_MAX} elements`);
    if (this.#open.length >= XML_DEPTH_MAX) this.stop(`> ${XML_DEPTH_MAX} levels`);
    const parent = this.#open.at(-1);
    const prefixes = prefixesAt(parent, attributes);
    const [prefix, name] = splitName(written);
    const namespace = prefixes.get(prefix) ?? '';
    const own = attributes.filter(([key]) => !key.includes(':') && key !== 'xmlns');
    const element: Building = {
      name,
      namespace,
      attributes: Object.fromEntries(own),
      children: [],
      text: '',
      prefixes,
    };
    parent?.children.push(element);
    this.root ??= element;
    this.#open.push(element);
  }

  close(): void {
    this.#open.pop();
  }

  append(text: string): void {
    const element = this.#open.at(-1);
    if (element !== undefined) element.text += text;
  }

  stop(reason: string): never {
    throw new Stop(reason);
  }
}

function prefixesAt(
  parent: XmlElement | undefined,
  attributes: readonly (readonly [string, string])[],
): ReadonlyMap<string, string> {
  const declared = attributes.flatMap(([key, value]) => {
    if (key === 'xmlns') return [['', value] as const];
    return key.startsWith('xmlns:') ? [[key.slice('xmlns:'.length), value] as const] : [];
  });
  const inherited = parent?.prefixes ?? new Map<string, string>();
  return declared.length === 0 ? inherited : new Map([...inherited, ...declared]);
}

/** Returns prefix and local name of a qualified name. */
export function splitName(written: string): readonly [prefix: string, name: string] {
  const at = written.indexOf(':');
  return at < 0 ? ['', written] : [written.slice(0, at), written.slice(at + 1)];
}
