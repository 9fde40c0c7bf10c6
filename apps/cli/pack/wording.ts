import { ourTexts } from '#platform/text/index.ts';
import { inLanguage, type Language, type Localized } from '#platform/text/localized.ts';
import type { PackFinding } from '#platform/packs/index.ts';
import {
  namedValues,
  storyOf,
  type Definition,
  type Finding,
  type StoryWords,
} from '#engines/process/index.ts';
import type { ParkContents } from './contents.ts';

/**
 * Where the sentence of a code stands: the slices name theirs by the code itself, the process
 * engine below `process.finding`; refusals that serve as findings have a title.
 */
const places = (code: string): string[] => [
  code,
  `process.finding.${code}`,
  `process.finding.${code.replace(/^process\./, '')}`,
  `${code}.title`,
];

/** The sentence of a finding; a code nobody has words for is shown with its values. */
function sentenceOf(
  { code, values }: Pick<PackFinding, 'code' | 'values'>,
  language: Language,
): string {
  const texts = ourTexts();
  const key = places(code).find((each) => texts.has(language, each));
  if (key !== undefined) return texts.translate(language, key, inOurWords(values, language));
  return Object.entries(values).reduce((text, [name, value]) => `${text} ${name}=${value}`, code);
}

/**
 * What a parser or a schema says in English, in our own words where it has named the mistake or
 * the type.
 */
function inOurWords(values: PackFinding['values'], language: Language): PackFinding['values'] {
  const { mistake, expected } = values;
  const texts = ourTexts();
  const own = (...keys: readonly string[]) => {
    const key = keys.find((each) => texts.has(language, each));
    return key === undefined ? undefined : texts.translate(language, key, values);
  };
  const reason = own(`packs.yaml.${mistake}`, `cli.form.${mistake}`);
  const type = own(`cli.type.${expected}`);
  return { ...values, ...(reason && { reason }), ...(type && { expected: type }) };
}

/**
 * A finding as one line: `services/x.yaml:17:5 error unknown-node sentence (5.4)`.
 *
 * @source issue 2 §5 (all findings with path, line and clause)
 */
function lineOf(finding: PackFinding, language: Language): string {
  const { file, line, column, severity, code, path, clause } = finding;
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  const texts = ourTexts();
  const said = [
    place,
    texts.translate(language, `cli.severity.${severity}`),
    code,
    sentenceOf(finding, language),
    ...(path === '' ? [] : [`[${path}]`]),
    ...(clause === undefined ? [] : [texts.translate(language, 'cli.clause', { clause })]),
  ];
  return said.join(' ');
}

/** What findings are told with; the contents of a pack, or one definition, give the titles. */
export type PackWords = {
  readonly language: Language;
  readonly contents?: ParkContents | undefined;
  /** The definition findings are about that are of no pack. */
  readonly definition?: Definition | undefined;
};

/**
 * A finding as every command prints it: one line with titles in place of keys, and the shortest way
 * to what it is about, indented.
 */
export function findingLines(finding: PackFinding & Finding, words: PackWords): readonly string[] {
  const told = storyWords(finding, words);
  if (told === undefined) return [lineOf(finding, words.language)];
  const named = { ...finding, values: namedValues(finding, told) };
  const story = storyOf(finding, told).map((line) => `    ${line}`);
  return [lineOf(named, words.language), ...story];
}

function storyWords(
  { file }: Pick<PackFinding, 'file'>,
  { language, contents, definition = definitionIn(contents, file) }: PackWords,
): StoryWords | undefined {
  if (definition === undefined) return undefined;
  const roles = contents?.park?.value.roles ?? {};
  const pick = (text: Localized): string => inLanguage(text, language);
  return {
    ...{ definition, pick },
    say: (key, values) => ourTexts().translate(language, key, values),
    roleTitle: (role) => pick(roles[role] ?? { 'zh-CN': role }),
  };
}

const definitionIn = (contents: ParkContents | undefined, file: string): Definition | undefined =>
  contents?.services.find((one) => one.file === file)?.value;
