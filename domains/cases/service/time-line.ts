import type { State } from '#engines/process/index.ts';
import type { CaseView } from '../model/index.ts';

/**
 * How the time of a case went: from filing to its end, with what it waited for the applicant and
 * what it stood still.
 *
 * @param groundOf what a ground of a pause is called in the reader's language
 */
export function timelineOf(
  state: State,
  groundOf: (ground: string) => string,
): CaseView['timeline'] {
  const waiting = state.branches
    .filter((branch) => branch.clock === 'not-started')
    .map((branch) => ({
      from: branch.openedAt,
      to: branch.closedAt ?? null,
      kind: 'waiting' as const,
      ground: null,
      clause: branch.clause ?? null,
    }));
  const pauses = state.pauses.map((pause) => ({
    from: pause.from,
    to: pause.to ?? null,
    kind: 'suspended' as const,
    ground: groundOf(pause.ground),
    clause: pause.clause ?? null,
  }));
  const running = {
    from: state.filedAt ?? '',
    to: state.end?.at ?? null,
    kind: 'running' as const,
    ground: null,
    clause: null,
  };
  return [running, ...waiting, ...pauses];
}
