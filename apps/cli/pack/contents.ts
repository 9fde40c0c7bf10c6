import { packParties, packPark, type PackParties, type PackPark } from '#domains/parties/model.ts';
import {
  packClasses,
  template,
  type PackClasses,
  type Template,
} from '#domains/services/model/index.ts';
import { packStandards, type PackStandards } from '#domains/standards/model.ts';
import {
  readDefinition,
  scenarioFile,
  type Definition,
  type ScenarioFile,
} from '#engines/process/index.ts';
import type { PackDocument, PackFinding } from '#platform/packs/index.ts';
import type { z } from 'zod';
import type { PackFiles } from './documents.ts';
import { findingIn, type PlacedFile } from './finding.ts';
import { readShape } from './shape.ts';

/** A file of a pack, read into what it means. */
export type Part<T> = PlacedFile & { readonly value: T };

/** The files of a park's pack by what they mean; what is absent could not be read. */
export type ParkContents = {
  readonly park?: Part<PackPark>;
  readonly parties?: Part<PackParties>;
  readonly standards?: Part<PackStandards>;
  readonly classes?: Part<PackClasses>;
  readonly services: readonly Part<Definition>[];
  readonly scenarios: readonly Part<ScenarioFile>[];
  readonly templates: readonly Part<Template>[];
  /** Definitions and templates that are there but could not be read; each has its finding. */
  readonly broken: readonly string[];
};

const parkFiles = {
  park: 'park.yaml',
  parties: 'parties.yaml',
  standards: 'standards.yaml',
  classes: 'classes.yaml',
} as const;

const scenarioSuffix = '.cases.yaml';
export const servicesFolder = 'services/';
export const templatesFolder = 'templates/';

/** Whether a file of a pack holds scenarios. */
const isScenarioFile = (file: string): boolean => file.endsWith(scenarioSuffix);

/** Whether a file holds what other files name: a definition or a template. */
const isContent = (file: string): boolean =>
  file.endsWith('.yaml') &&
  (file.startsWith(templatesFolder) || (file.startsWith(servicesFolder) && !isScenarioFile(file)));

/** The definition a file of scenarios stands beside. */
export const definitionBeside = (file: string): string =>
  `${file.slice(0, -scenarioSuffix.length)}.yaml`;

/**
 * Reads the documents of a park's pack into what they mean.
 *
 * @returns what could be read, and all findings of shape
 * @source 2-service-language Shape; 3-architecture Packs and parks
 */
export function readParkContents(files: PackFiles): {
  readonly contents: ParkContents;
  readonly findings: readonly PackFinding[];
} {
  const findings: PackFinding[] = [];
  const one = <T>(file: string, schema: z.ZodType<T>): Part<T> | undefined => {
    const document = files.documents.find((each) => each.file === file);
    if (!document) {
      // A file that is there but could not be read is a finding already.
      if (!files.names.has(file)) findings.push(missing(file));
      return undefined;
    }
    return partOf(document, schema, findings);
  };
  const parts = {
    ...named('park', one(parkFiles.park, packPark)),
    ...named('parties', one(parkFiles.parties, packParties)),
    ...named('standards', one(parkFiles.standards, packStandards)),
    ...named('classes', one(parkFiles.classes, packClasses)),
    services: inServices(files, false).flatMap((each) => definitionOf(each, findings)),
    scenarios: inServices(files, true).flatMap(
      (each) => partOf(each, scenarioFile, findings) ?? [],
    ),
    templates: files.documents
      .filter(({ file }) => file.startsWith(templatesFolder))
      .flatMap((each) => partOf(each, template, findings) ?? []),
  };
  findings.push(...unread(files));
  const read = new Set([...parts.services, ...parts.templates].map(({ file }) => file));
  const broken = [...files.names].filter((file) => isContent(file) && !read.has(file));
  return { contents: { ...parts, broken }, findings };
}

/** An absent part is an absent member, not an undefined one. */
function named<K extends string, T>(key: K, part: T | undefined): { [P in K]?: T } {
  // A computed key widens to string; it is K.
  return (part === undefined ? {} : { [key]: part }) as { [P in K]?: T };
}

function inServices({ documents }: PackFiles, scenarios: boolean): PackDocument[] {
  return documents.filter(
    ({ file }) => file.startsWith(servicesFolder) && isScenarioFile(file) === scenarios,
  );
}

function partOf<T>(
  document: PackDocument,
  schema: z.ZodType<T>,
  findings: PackFinding[],
): Part<T> | undefined {
  const read = readShape(document, schema);
  findings.push(...read.findings);
  if (read.value === undefined) return undefined;
  const { file, locate } = document;
  return { file, locate, value: read.value };
}

function definitionOf(document: PackDocument, findings: PackFinding[]): Part<Definition>[] {
  const { file, locate } = document;
  const read = readDefinition(document.value, locate);
  findings.push(...read.findings.map((finding) => ({ ...finding, file })));
  return read.definition ? [{ file, locate, value: read.definition }] : [];
}

function missing(file: string): PackFinding {
  return { code: 'cli.pack.file_missing', severity: 'error', file, path: '', values: { file } };
}

/** A file nobody reads is most often a misspelt name. */
function unread({ documents }: PackFiles): PackFinding[] {
  const known = new Set<string>(Object.values(parkFiles));
  return documents
    .filter(({ file }) => !known.has(file))
    .filter(({ file }) => ![servicesFolder, templatesFolder].some((name) => file.startsWith(name)))
    .map((document) =>
      findingIn(document, { code: 'cli.pack.file_unread', severity: 'warning', path: '' }),
    );
}
