import type { Tx } from '#platform/db/index.ts';
import type { Localized } from '#platform/text/localized.ts';
import type { PackClasses } from '../model/index.ts';
import { classesOf, saveClass } from '../store.ts';

/** Writes the classes of a pack's catalogue in their order; what the pack does not name stays. */
export async function importClasses(tx: Tx, park: string, pack: PackClasses): Promise<void> {
  await saveAll(tx, pack.classes, { park, forNeeds: false });
  await saveAll(tx, pack.needClasses, { park, forNeeds: true });
}

async function saveAll(
  tx: Tx,
  classes: PackClasses['classes'],
  { park, forNeeds }: { readonly park: string; readonly forNeeds: boolean },
): Promise<void> {
  for (const [position, { code, title, sample }] of classes.entries()) {
    const text = JSON.stringify(title);
    await saveClass(tx, {
      park_id: park,
      for_needs: forNeeds,
      code,
      title: text,
      position,
      sample,
    });
  }
}

/** Titles of the classes of needs by code, in their order. */
export async function needClasses(tx: Tx): Promise<ReadonlyMap<string, Localized>> {
  return new Map((await classesOf(tx, true)).map(({ code, title }) => [code, title]));
}
