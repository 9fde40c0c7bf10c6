import type { Tx } from '#platform/db/index.ts';
import type { Template } from '../model/index.ts';
import { saveTemplate } from '../store.ts';

/** Writes the templates of a pack; what the pack no longer has stays, since no bundle reads it. */
export async function importTemplates(
  tx: Tx,
  park: string,
  templates: readonly Template[],
): Promise<void> {
  for (const template of templates) {
    const content = JSON.stringify(template);
    await saveTemplate(tx, { park_id: park, code: template.code, content });
  }
}
