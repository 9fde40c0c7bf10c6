import { childOf, childrenOf, nameOf } from './document.ts';
import type { DmnDocument } from './document.ts';
import { splitName } from './xml.ts';
import type { XmlElement } from './xml.ts';

/** Names of types before DMN 1.3, and what they are called now. */
const OLD_NAMES: Readonly<Record<string, string>> = {
  dateTime: 'date and time',
  dayTimeDuration: 'days and time duration',
  yearMonthDuration: 'years and months duration',
};

/**
 * Returns the name a type has in the flattened model: an imported one's begins with its namespace.
 *
 * @param written `number`, `feel:number`, `tFirm`, `imported.tFirm` or, in DMN 1.1, `ns:tFirm`
 */
export function canonicalTypeName(
  written: string,
  prefixes: ReadonlyMap<string, string>,
  document: DmnDocument,
): string {
  const [prefix, local] = splitName(written);
  const named = prefixes.get(prefix);
  const byPrefix = document.imports.find(({ namespace }) => namespace === named);
  if (prefix !== '' && byPrefix !== undefined) return typeKey(byPrefix.namespace, local);
  const byName = document.imports.find(({ name }) => written.startsWith(`${name}.`));
  if (byName !== undefined && byName.name !== '') {
    return typeKey(byName.namespace, written.slice(byName.name.length + 1));
  }
  const own = childrenOf(document.root, 'itemDefinition').some((item) => nameOf(item) === local);
  if (own) return ownTypeName(local, document);
  return OLD_NAMES[local] ?? local;
}

/** Returns the name one of the document's own types has in the flattened model. */
export function ownTypeName(name: string, document: DmnDocument): string {
  return document.imported ? typeKey(document.namespace, name) : name;
}

function typeKey(namespace: string, name: string): string {
  return `${namespace}#${name}`;
}

/** Returns `{ typeRef }` with the name of the type within the flattened model; else nothing. */
export function typeIn(
  element: XmlElement | undefined,
  document: DmnDocument,
  attribute = 'typeRef',
): { readonly typeRef?: string } {
  // DMN 1.1 writes an item's type as an element.
  const written = element?.attributes[attribute] ?? childOf(element, attribute)?.text.trim();
  if (element === undefined || written === undefined || written === '') return {};
  return { typeRef: canonicalTypeName(written, element.prefixes, document) };
}
