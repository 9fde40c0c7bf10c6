import { translate } from '#platform/text/index.ts';
import type { Language } from '#platform/text/localized.ts';
import { exit, type Command, type CommandIo } from '../command.ts';
import { checkPack, hasErrors, type CheckedPack } from '../pack/check.ts';
import { playScenarios, type Played } from '../pack/scenarios.ts';
import { findingLines } from '../pack/wording.ts';
import { packFolder, sayUse } from './pack-argument.ts';

/**
 * `guiju test PACK…`: plays the scenarios beside the definitions and prints each with its result.
 *
 * @returns 1 when one does not hold, when there is none, or when the pack has errors
 * @source 2-service-language (beside every definition)
 */
export const run: Command = async (words, io) => {
  if (words.length === 0 || words.some((word) => word.startsWith('-'))) {
    sayUse('test', io);
    return exit.misuse;
  }
  let code: number = exit.ok;
  for (const name of words) {
    const folder = packFolder(name, io);
    if (folder === undefined) return exit.misuse;
    if (!testOne(await checkPack(folder), io)) code = exit.refused;
  }
  return code;
};

function testOne(checked: CheckedPack, io: CommandIo): boolean {
  const errors = checked.findings.filter(({ severity }) => severity === 'error');
  const words = { language: io.language, contents: checked.contents };
  for (const line of errors.flatMap((each) => findingLines(each, words))) io.err(line);
  const played = playScenarios(checked);
  const zone = checked.contents?.park?.value.zone ?? 'UTC';
  let service = '';
  for (const one of played) {
    if (one.service !== service) io.out(`${one.service}  ${one.file}`);
    service = one.service;
    for (const line of linesOf(one, io.language, zone)) io.out(line);
  }
  const failed = played.filter(({ misses }) => misses.length > 0).length;
  const values = {
    total: played.length,
    failed,
    pack: checked.pack?.manifest.code ?? checked.folder,
  };
  const outcome = played.length === 0 ? 'none' : failed > 0 ? 'failed' : 'passed';
  io.out(translate(io.language, `cli.test.${outcome}`, values));
  return failed === 0 && played.length > 0 && !hasErrors(errors);
}

function linesOf(one: Played, language: Language, zone: string): string[] {
  const mark = one.misses.length === 0 ? '✓' : '✗';
  const place = one.line === undefined ? '' : ` (${one.file}:${one.line})`;
  const head = `  ${mark} ${titleIn(one.title, language)}${mark === '✗' ? place : ''}`;
  const misses = one.misses.map(({ at, what, expected, actual }) =>
    translate(language, `cli.test.miss.${at < 0 ? 'end' : at === 0 ? 'filing' : 'act'}`, {
      ...{ at, what },
      expected: shown(expected, zone),
      actual: shown(actual, zone),
    }),
  );
  return [head, ...misses.map((line) => `      ${line}`)];
}

/** A title may be written in both languages: `中文 | English`. */
function titleIn(title: string, language: Language): string {
  const [first = title, second] = title.split(' | ');
  return language === 'en' ? (second ?? first) : first;
}

const instant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** A value as an official reads it: instants in park time. */
function shown(value: unknown, zone: string): string {
  if (value === undefined) return '–';
  if (typeof value !== 'string') return JSON.stringify(value);
  if (!instant.test(value)) return value;
  const local = Temporal.Instant.from(value).toZonedDateTimeISO(zone).toPlainDateTime();
  return local.toString({ smallestUnit: 'minute' }).replace('T', ' ');
}
