import { ourTexts } from '#platform/text/index.ts';
import type { Language } from '#platform/text/localized.ts';
import type { PackFinding } from '#platform/packs/index.ts';
import type { Finding } from '#engines/process/index.ts';

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
  if (key !== undefined) return texts.translate(language, key, values);
  return Object.entries(values).reduce((text, [name, value]) => `${text} ${name}=${value}`, code);
}

/**
 * A finding as one line: `services/x.yaml:17:5 error unknown-node sentence (5.4)`.
 *
 * @source issue 2 §5 (all findings with path, line and clause)
 */
export function lineOf(finding: PackFinding, language: Language): string {
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

/** The shortest way to what a finding is about, a line a step; none for most findings. */
export function storyOf(
  finding: PackFinding & Pick<Finding, 'story'>,
  language: Language,
): string[] {
  const texts = ourTexts();
  return (finding.story ?? []).map(({ step, by, verb, to }) => {
    const key = `process.verb.${verb}`;
    const said = texts.has(language, key) ? texts.translate(language, key) : verb;
    return texts.translate(language, 'cli.check.story', { step, by, verb: said, to });
  });
}
