import { enterLoaded } from '#platform/journal/index.ts';
import type { Tx } from '#platform/db/index.ts';
import type { PackClasses, Template } from '../model/index.ts';
import type { Publisher } from './publish.ts';

/** What a pack brings beside its definitions. */
export type LoadedRules = {
  readonly classes: PackClasses;
  readonly templates: readonly Template[];
};

/** Enters the classes and templates of a pack, where they are other than before. */
export async function recordRules(
  tx: Tx,
  { by: actor, now: at }: Pick<Publisher, 'by' | 'now'>,
  { classes, templates }: LoadedRules,
): Promise<void> {
  const count = { classes: classes.classes.length, needClasses: classes.needClasses.length };
  await enterLoaded(tx, {
    ...{ stream: 'classes', at, actor, content: classes, summary: count },
    type: 'classes.loaded',
  });
  for (const template of templates) {
    await enterLoaded(tx, {
      ...{ stream: `template/${template.code}`, at, actor, content: template, summary: {} },
      type: 'template.loaded',
    });
  }
}
