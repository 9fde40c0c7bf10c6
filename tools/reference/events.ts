import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCatalogues } from '#platform/text/index.ts';
import { ROOT } from '../runtime.mjs';
import { table } from './markdown.ts';

/** A type that a slice writes by itself: `type: 'record.made'`, also in a choice of two. */
const written = /\btype: [^,\n]*/g;
const typeText = /'([a-z]+\.[a-z-]+)'/g;

/** Every type of event in the journal, what it is called, and the file that writes it. */
export async function eventsText(): Promise<string> {
  const { 'zh-CN': zh, en } = readCatalogues();
  const files = new Map([...ownEvents(), ...machineEvents(Object.keys(en))]);
  const rows = [...files]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([type, file]) => {
      const names = namesOf(type).find((name) => en[name] !== undefined) ?? '';
      return [`\`${type}\``, zh[names] ?? '', en[names] ?? '', `\`${file}\``];
    });
  const head = [
    '# Events',
    'Types of the entries of the journal. `act` of an entry names stream, place, bundle, clause, actor,',
    'mandate, node and outcome; what people wrote is kept apart and can be erased.',
  ];
  const columns = ['type', 'zh-CN', 'en', 'written by'];
  return `${head.join('\n')}\n\n${table(columns, rows)}\n`;
}

/** The case machine's events have a word each. */
function machineEvents(keys: readonly string[]): [type: string, file: string][] {
  const prefix = 'process.event.';
  return keys
    .filter((key) => key.startsWith(prefix))
    .map((key) => [`case.${key.slice(prefix.length)}`, 'engines/process/verbs']);
}

function ownEvents(): [type: string, file: string][] {
  const files = globSync('domains/*/service{.ts,/**/*.ts}', { cwd: ROOT }).sort();
  const found = new Map<string, string>();
  for (const file of files.filter((name) => !name.includes('.test.'))) {
    const source = readFileSync(join(ROOT, file), 'utf8');
    for (const [line] of source.matchAll(written)) {
      for (const [, type = ''] of line.matchAll(typeText)) found.set(type, file);
    }
  }
  return [...found];
}

/** Where a slice may keep the name of an event: `cases.event.rated`, `services.event.revision-opened`. */
function namesOf(type: string): string[] {
  const [noun = '', verb = ''] = type.split('.');
  const slices = ['process', 'cases', 'services', 'standards', 'parties', 'evidence'];
  const names = noun === 'case' ? [verb] : [type, `${noun}-${verb}`];
  return slices.flatMap((slice) => names.map((name) => `${slice}.event.${name}`));
}
