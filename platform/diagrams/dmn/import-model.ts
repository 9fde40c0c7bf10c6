import type { DecisionModel, ItemDefinition } from '#engines/rules/index.ts';
import { childrenOf, isDmn, nameOf } from './document.ts';
import type { DmnDocument, DmnFinding, DmnImport } from './document.ts';
import { namelessOf, resolveNameless } from './nameless-imports.ts';
import { readDocument } from './read-document.ts';
import { parseXml } from './xml.ts';
import type { XmlElement } from './xml.ts';

/** Most models one model may import, directly or through others. */
export const IMPORTS_MAX = 64;

/** Finds the XML of an imported model; undefined when there is none. */
export type FindImport = (wanted: DmnImport) => string | undefined;

/**
 * Reads a decision model from DMN XML (1.1 to 1.6), imported models included: their elements keep
 * their names, and those who require them see them as members of the import's name.
 *
 * @param find gives the XML of an import; without it imports are findings
 * @returns the model, absent only where the text is no DMN at all, and every finding
 * @source OMG DMN 1.5, chapters 6 to 8 and 12
 */
export function importDmn(
  xml: string,
  find: FindImport = () => undefined,
): { readonly model?: DecisionModel; readonly findings: readonly DmnFinding[] } {
  const findings: DmnFinding[] = [];
  const document = openDocument(xml, { imported: false, findings });
  if (document === undefined) return { findings };
  const seen = new Set([document.namespace]);
  const documents = [document];
  const waiting = [...document.imports];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (seen.has(next.namespace)) continue;
    if (seen.size > IMPORTS_MAX) {
      findings.push({ code: 'dmn.import-depth', values: { max: IMPORTS_MAX } });
      break;
    }
    seen.add(next.namespace);
    const imported = followImport(next, find, findings);
    if (imported === undefined) continue;
    documents.push(imported);
    waiting.push(...imported.imports);
  }
  const models = resolveNameless(documents.map((one) => [one, readDocument(one)] as const));
  return { model: joined(models, seenBy(document, documents)), findings };
}

function followImport(
  wanted: DmnImport,
  find: FindImport,
  findings: DmnFinding[],
): DmnDocument | undefined {
  const xml = find(wanted);
  if (xml === undefined) {
    const { name, namespace } = wanted;
    findings.push({ code: 'dmn.import-not-found', values: { name, namespace } });
    return undefined;
  }
  return openDocument(xml, { imported: true, findings });
}

function openDocument(
  xml: string,
  { imported, findings }: { imported: boolean; findings: DmnFinding[] },
): DmnDocument | undefined {
  const { root, fault } = parseXml(xml);
  if (root === undefined) {
    const { reason = '', line = 1 } = fault ?? {};
    findings.push({ code: 'dmn.not-xml', values: { reason, line } });
    return undefined;
  }
  if (root.name !== 'definitions' || !isDmn(root)) {
    const values = { element: root.name, namespace: root.namespace };
    findings.push({ code: 'dmn.not-dmn', values });
    return undefined;
  }
  const namespace = root.attributes['namespace'] ?? '';
  return { root, namespace, imported, imports: importsOf(root), findings };
}

function importsOf(root: XmlElement): DmnImport[] {
  return childrenOf(root, 'import')
    .filter((one) => (one.attributes['importType'] ?? '').toUpperCase().includes('/DMN/'))
    .map((one) => {
      const location = one.attributes['locationURI'];
      const named = { name: nameOf(one), namespace: one.attributes['namespace'] ?? '' };
      return location === undefined ? named : { ...named, location };
    });
}

/** The imports of a model, and those that come with imports without a name. */
function seenBy(document: DmnDocument, documents: readonly DmnDocument[]): DmnImport[] {
  const further = namelessOf(document, documents).map((namespace) => ({ name: '', namespace }));
  return [...document.imports, ...further];
}

/** The first model's name with the parts of all. */
function joined(models: readonly DecisionModel[], imports: readonly DmnImport[]): DecisionModel {
  const [first] = models;
  const all = <Part>(part: (model: DecisionModel) => readonly Part[]): Part[] =>
    models.flatMap((model) => part(model));
  return {
    name: first?.name ?? '',
    ...(first?.namespace === undefined ? {} : { namespace: first.namespace }),
    ...(imports.length === 0
      ? {}
      : { imports: imports.map(({ name, namespace }) => ({ name, namespace })) }),
    types: withAliases(models, imports),
    inputs: all(({ inputs }) => inputs),
    decisions: all(({ decisions }) => decisions),
    knowledge: all(({ knowledge }) => knowledge),
    services: all(({ services }) => services),
  };
}

/**
 * All types, imported ones also as FEEL texts write them: by the import's name and a dot, and bare
 * where no other type is called so (an import may have no name).
 */
function withAliases(
  models: readonly DecisionModel[],
  imports: readonly DmnImport[],
): ItemDefinition[] {
  const types = models.flatMap((model) => model.types);
  const taken = new Set(types.map(({ name }) => name));
  const aliases: ItemDefinition[] = [];
  for (const { name: typeRef } of types.filter(({ name }) => name.includes('#'))) {
    const at = typeRef.lastIndexOf('#');
    const [namespace, local] = [typeRef.slice(0, at), typeRef.slice(at + 1)];
    const prefixes = imports.filter((one) => one.namespace === namespace && one.name !== '');
    for (const name of [local, ...prefixes.map((one) => `${one.name}.${local}`)]) {
      if (taken.has(name)) continue;
      taken.add(name);
      aliases.push({ name, typeRef });
    }
  }
  return [...types, ...aliases];
}
