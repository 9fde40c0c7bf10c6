import { citedStandard, standardsByNumber } from '#domains/standards/index.ts';
import { selectParks } from '#domains/parties/index.ts';
import type { Definition } from '#engines/process/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { ourTexts, translate } from '#platform/text/index.ts';
import type { Localized } from '#platform/text/localized.ts';
import type { BundleCard, ServiceCard, ServiceGuide } from '../model/index.ts';
import { servicesRefusals } from '../errors.ts';
import { cardOf, citedTemplates, guideOf } from '../rules/index.ts';
import * as store from '../store.ts';
import type { BundleParts } from '../tables.ts';

/** Titles that stand outside a definition, read once for a list of services. */
export type Titles = {
  readonly classOf: (code: string) => Localized;
  readonly standardOf: (number: string) => { code: string; title: Localized | null };
  readonly roleOf: (role: string) => Localized;
};

/** Roles that no park names: the cases of other services are at work. */
const ownRoles: Readonly<Record<string, Localized>> = {
  parts: {
    'zh-CN': translate('zh-CN', 'process.role.parts'),
    en: translate('en', 'process.role.parts'),
  },
};

/** Reads the titles of the park of this transaction. */
export async function readTitles(tx: Tx, park: string): Promise<Titles> {
  const classes = new Map((await store.classesOf(tx)).map((row) => [row.code, row.title]));
  const standards = await standardsByNumber(tx);
  const roles = (await selectParks(tx)).find(({ code }) => code === park)?.roles ?? {};
  return {
    classOf: (code) => classes.get(code) ?? { 'zh-CN': code },
    standardOf: (number) => standards.get(number) ?? { code: '', title: null },
    roleOf: (role) => roles[role] ?? ownRoles[role] ?? { 'zh-CN': role },
  };
}

/** The bundle of a row as it is cited. */
export function bundleCardOf(row: store.BundleRow): BundleCard {
  return {
    hash: row.hash,
    edition: row.edition,
    releasedOn: row.released_on,
    effectiveOn: row.effective_on,
    replacedOn: row.replaced_on,
  };
}

/** The catalogue's line of a stored bundle. */
export function cardOfRow(row: store.BundleRow, titles: Titles): ServiceCard {
  return cardOf(row.definition, {
    classTitle: titles.classOf(row.class),
    standard: titles.standardOf(row.standard),
    sample: row.sample,
  });
}

/** A guide of a definition that is stored, or of a draft that stands for the row's next edition. */
export function guideOfRow(
  row: store.BundleRow,
  titles: Titles,
  more: {
    readonly editions: readonly store.BundleRow[];
    readonly draft?: { readonly definition: Definition; readonly parts: BundleParts };
  },
): ServiceGuide {
  const definition = more.draft?.definition ?? row.definition;
  return guideOf(definition, {
    bundle: bundleCardOf(row),
    editions: more.editions.map(bundleCardOf),
    classTitle: titles.classOf(row.class),
    standard: titles.standardOf(row.standard),
    roleTitle: titles.roleOf,
    verbTitle,
    clauses: (more.draft?.parts ?? row.parts).clauses,
    sample: row.sample,
  });
}

/** A verb in both languages; `start` and `fork` are no verbs but stand in a drawing. */
export function verbTitle(verb: string): Localized {
  const texts = ourTexts();
  const key = `process.verb.${verb}`;
  if (!texts.has('zh-CN', key)) return { 'zh-CN': verb };
  return { 'zh-CN': texts.translate('zh-CN', key), en: texts.translate('en', key) };
}

/** Every clause a definition cites, once. */
export function citedClauses(definition: Definition): string[] {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if (key === 'clause' && typeof inner === 'string') found.add(inner);
        else look(inner);
      }
    }
  };
  look(definition);
  return [...found].toSorted();
}

/**
 * What a bundle of a definition holds beside it: the texts of the clauses it cites on a day, and the
 * templates it renders.
 *
 * @throws {RefusalError} `services.template_not_found` when the park has no template of that name
 */
export async function readParts(tx: Tx, definition: Definition, on: string): Promise<BundleParts> {
  const cited = await citedStandard(tx, definition.standard.number, on);
  const clauses = cited?.clauses ?? {};
  const texts = Object.fromEntries(
    citedClauses(definition).flatMap((id) => {
      const text = clauses[id];
      return text === undefined ? [] : [[id, text]];
    }),
  );
  const codes = citedTemplates(definition);
  if (codes.length === 0) return { clauses: texts };
  const templates = await store.templatesOf(tx, codes);
  const missing = codes.find((code) => !templates.some((template) => template.code === code));
  if (missing !== undefined) {
    throw servicesRefusals.refuse('services.template_not_found', { template: missing });
  }
  return {
    clauses: texts,
    templates: Object.fromEntries(templates.map((template) => [template.code, template])),
  };
}
