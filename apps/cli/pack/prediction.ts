import type { Definition, Localized, Prediction } from '#engines/process/index.ts';
import { translate, type TextValues } from '#platform/text/index.ts';
import type { CommandIo } from '../command.ts';

type Shown = {
  readonly definition: Definition;
  readonly roles: Readonly<Record<string, Localized>>;
  readonly io: Pick<CommandIo, 'language'>;
};

/** A share in basis points as people read it: 9 134 is 91.3 %. */
export const percent = (bp: number): string => `${(bp / 100).toFixed(1)}%`;

/** A prediction in sentences: the rate with its interval, the bottleneck, then load and waits. */
export function predictionLines(prediction: Prediction, shown: Shown): string[] {
  const { language } = shown.io;
  const say = (key: string, values: TextValues) =>
    translate(language, `cli.simulate.${key}`, values);
  const { cases, onTimeBp, intervalBp, bottleneck } = prediction;
  const [low, high] = intervalBp.map(percent);
  return [
    say('rate', { cases, rate: percent(onTimeBp), low: low ?? '', high: high ?? '' }),
    bottleneck === undefined
      ? say('no_wait', {})
      : say('bottleneck', { step: stepName(bottleneck.step, shown), wait: bottleneck.waitMinutes }),
    ...Object.entries(prediction.loadBp).map(([role, load]) =>
      say('load', { role: roleName(role, shown), load: percent(load) }),
    ),
    ...prediction.waits.map(({ step, waitMinutes, intervalMinutes: [from, to] }) =>
      say('wait', { step: stepName(step, shown), wait: waitMinutes, from, to }),
    ),
  ];
}

/** A role by its title, with its code where it has one. */
export function roleName(role: string, { roles, io }: Pick<Shown, 'roles' | 'io'>): string {
  const title = roles[role];
  return title === undefined ? role : (title[io.language] ?? title['zh-CN']);
}

/** A step, or a member of a block (`review.finance`), by its title. */
export function stepName(place: string, { definition, io }: Omit<Shown, 'roles'>): string {
  const [name = '', member] = place.split('.');
  const { steps } = definition.flow;
  const step = Object.hasOwn(steps, name) ? steps[name] : undefined;
  const post = step?.kind === 'block' && member !== undefined ? step.members[member] : undefined;
  const title = post?.title ?? (member === undefined ? step?.title : undefined);
  return title === undefined ? place : (title[io.language] ?? title['zh-CN']);
}
