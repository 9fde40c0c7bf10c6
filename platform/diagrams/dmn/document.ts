import type { XmlElement } from './xml.ts';

/** The namespaces of the editions of DMN that are read. @source OMG DMN 1.1 to 1.6 */
export const DMN_NAMESPACES: ReadonlySet<string> = new Set([
  'http://www.omg.org/spec/DMN/20151101/dmn.xsd',
  'http://www.omg.org/spec/DMN/20180521/MODEL/',
  'https://www.omg.org/spec/DMN/20191111/MODEL/',
  'https://www.omg.org/spec/DMN/20211108/MODEL/',
  'https://www.omg.org/spec/DMN/20230324/MODEL/',
  'https://www.omg.org/spec/DMN/20240513/MODEL/',
]);

/** What stands against a document. Values name the element; texts are the caller's. */
export interface DmnFinding {
  readonly code:
    | 'dmn.not-xml'
    | 'dmn.not-dmn'
    | 'dmn.unknown-element'
    | 'dmn.unknown-policy'
    | 'dmn.missing'
    | 'dmn.import-not-found'
    | 'dmn.import-depth'
    | 'dmn.reference';
  readonly values: Readonly<Record<string, string | number>>;
}

/** An import of another model. */
export interface DmnImport {
  readonly name: string;
  readonly namespace: string;
  readonly location?: string;
}

/** One document being read: what its parts need to know of the whole. */
export interface DmnDocument {
  readonly root: XmlElement;
  readonly namespace: string;
  /** Whether it came by an import; its types and elements are then named by namespace. */
  readonly imported: boolean;
  readonly imports: readonly DmnImport[];
  readonly findings: DmnFinding[];
}

/** Returns the children of that name, of any edition of DMN. */
export function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name === name && isDmn(child)) ?? [];
}

/** Returns the first child of that name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return childrenOf(element, name)[0];
}

/** Returns whether an element is of DMN, not of an extension or a diagram. */
export function isDmn(element: XmlElement): boolean {
  return DMN_NAMESPACES.has(element.namespace);
}

/** Returns the text of the `text` child, as FEEL stands in a document; undefined when none. */
export function textIn(element: XmlElement | undefined): string | undefined {
  const text = childOf(element, 'text')?.text.trim();
  return text === undefined || text === '' ? undefined : text;
}

/** Returns the name an element is given. */
export function nameOf(element: XmlElement): string {
  return element.attributes['name'] ?? '';
}

/** Returns the id of an element; one without is known by its name. */
export function idOf(element: XmlElement, document: DmnDocument): string {
  return keyOf(element.attributes['id'] ?? nameOf(element), document.namespace, document);
}

/** Returns the id a reference names, by the same rule as {@link idOf}. */
export function referenceOf(element: XmlElement, document: DmnDocument): string {
  const href = element.attributes['href'] ?? '';
  const at = href.lastIndexOf('#');
  const namespace = at > 0 ? href.slice(0, at) : document.namespace;
  const local = at < 0 ? href : href.slice(at + 1);
  const foreign = document.imports.some((one) => one.namespace === namespace);
  return keyOf(local, foreign ? namespace : document.namespace, {
    imported: document.imported || (foreign && namespace !== document.namespace),
  });
}

function keyOf(local: string, namespace: string, at: { readonly imported: boolean }): string {
  return at.imported ? `${namespace}#${local}` : local;
}
