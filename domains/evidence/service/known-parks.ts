import type { Db } from '#platform/db/index.ts';
import { readLogs } from '#platform/journal/index.ts';
import { translate, type Language } from '#platform/text/index.ts';

/** Codes of the parks of this installation: each has a log from when its pack is loaded. */
export async function knownParks(db: Db): Promise<string[]> {
  return (await readLogs(db)).map(({ park }) => park);
}

/** What a command says that was given a park there is not: which there are. */
export function noPark(language: Language, park: string, known: readonly string[]): string {
  const parks = known.join(', ') || '–';
  return translate(language, 'evidence.command.no_park', { park, parks });
}
