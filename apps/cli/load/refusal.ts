import type { PackFinding } from '#platform/packs/index.ts';
import { translate } from '#platform/text/index.ts';
import { findingLines, type PackWords } from '../pack/wording.ts';

/** A pack that may not be loaded, with everything that stands against it in the reader's words. */
export class LoadRefusal extends Error {
  readonly findings: readonly PackFinding[];

  constructor(message: string, findings: readonly PackFinding[] = []) {
    super(message);
    this.name = 'LoadRefusal';
    this.findings = findings;
    // Whoever prints the stack of an unknown error prints the reasons: where in our code a pack was
    // refused helps nobody.
    this.stack = message;
  }
}

/** Refuses a pack for its findings; all of them stand in the message. */
export function refusePack(
  pack: string,
  findings: readonly PackFinding[],
  words: PackWords,
): LoadRefusal {
  const head = translate(words.language, 'cli.load.refused', { pack, count: findings.length });
  const lines = findings.flatMap((each) => findingLines(each, words)).map((line) => `  ${line}`);
  return new LoadRefusal([head, ...lines].join('\n'), findings);
}
