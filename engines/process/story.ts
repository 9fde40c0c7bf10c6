import type { Definition, Localized } from './definition.ts';
import type { Finding, StoryLine } from './finding.ts';
import { namedValues, titleOrKey } from './finding-words.ts';

/** What a finding is told with: the definition it is about, words, and titles of the park's roles. */
export type StoryWords = {
  readonly definition: Definition;
  /** The text of a key of `text/`, its holes filled. */
  readonly say: (key: string, values: Readonly<Record<string, string | number>>) => string;
  readonly pick: (text: Localized) => string;
  readonly roleTitle: (role: string) => string;
};

/**
 * Returns the counter-example of a finding as numbered sentences an official can follow: who does
 * what where, what happens by itself, and what is wrong in the end. Empty for a finding that was not
 * found by searching ways.
 */
export function storyOf(finding: Finding, words: StoryWords): readonly string[] {
  const { story = [], code } = finding;
  if (story.length === 0 && !ENDINGS.has(code)) return [];
  const { say, definition } = words;
  const filed = say('process.story.filed', { n: 1, to: stepTitle(definition.flow.start, words) });
  const lines = story.map((line, index) => sentence(line, index + 2, words));
  const ending = ENDINGS.has(code)
    ? [say(`process.story.end.${code}`, namedValues(finding, words))]
    : [];
  return [filed, ...lines, ...ending];
}

/** Findings whose story ends in something the last step does not say by itself. */
const ENDINGS: ReadonlySet<string> = new Set([
  ...['cycle-without-limit', 'dead-end', 'going-in-circles'],
  ...['suspended-before-acceptance', 'not-started-after-acceptance'],
]);

function sentence(line: StoryLine, n: number, words: StoryWords): string {
  const { say, definition } = words;
  const step = stepTitle(line.step, words);
  const to = stepTitle(line.to, words);
  if (line.verb === 'overdue') return say('process.story.overdue', { n, step, to });
  const by = line.by.split('/').map(words.roleTitle).join(say('process.story.and', {}));
  const verb = say(`process.verb.${line.verb}`, {});
  const known = verb === `process.verb.${line.verb}` ? line.verb : verb;
  const votes = line.step === line.to && definition.flow.steps[line.step]?.kind === 'block';
  return say(`process.story.${votes ? 'vote' : 'act'}`, { n, by, verb: known, step, to });
}

/** A step or end by its title; a step without one by its key and its status word. */
function stepTitle(key: string, words: StoryWords): string {
  const { definition, say } = words;
  const { steps } = definition.flow;
  const step = Object.hasOwn(steps, key) ? steps[key] : undefined;
  const name = titleOrKey(key, words);
  if (step === undefined || step.title !== undefined) return name;
  return say('process.story.untitled', {
    step: name,
    phase: say(`process.phase.${step.phase}`, {}),
  });
}
