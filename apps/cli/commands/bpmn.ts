import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { limitName } from '#domains/services/index.ts';
import type { Localized } from '#engines/process/index.ts';
import {
  bpmnOf,
  draftOf,
  verbTitles,
  type BpmnDraft,
  type BpmnFinding,
  type DraftWords,
} from '#platform/diagrams/index.ts';
import { translate } from '#platform/text/index.ts';
import type { Language } from '#platform/text/localized.ts';
import { exit, type Command, type CommandIo } from '../command.ts';
import { checkPack, type CheckedPack } from '../pack/check.ts';
import { findingLines } from '../pack/wording.ts';
import { definitionYaml } from '../pack/yaml.ts';
import { packFolder, sayUse } from './pack-argument.ts';

/**
 * `guiju bpmn import FILE.bpmn [--pack PACK] [--out x.yaml]` and `guiju bpmn export PACK SERVICE
 * [--out x.bpmn]`: a drawing as a draft definition, and the other way round.
 *
 * @returns 1 when something in the drawing cannot be carried, or there is no such service
 * @source 2-service-language, "Beside every definition"
 */
export const run: Command = async (words, io) => {
  const asked = askedOf(words);
  if (asked?.act === 'import') return importFile(asked, io);
  if (asked?.act === 'export') return exportService(asked, io);
  sayUse('bpmn', io);
  return exit.misuse;
};

type Asked = { readonly pack?: string | undefined; readonly out?: string | undefined } & (
  | { readonly act: 'import'; readonly file: string }
  | { readonly act: 'export'; readonly pack: string; readonly service: string }
);

function askedOf(words: readonly string[]): Asked | undefined {
  const options = { pack: { type: 'string' }, out: { type: 'string' } } as const;
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options,
      allowPositionals: true,
    });
    const [act, first, second, ...more] = positionals;
    if (first === undefined || more.length > 0) return undefined;
    if (act === 'import' && second === undefined) return { act, file: first, ...values };
    if (act !== 'export' || second === undefined) return undefined;
    return { act, pack: first, service: second, out: values.out };
  } catch {
    return undefined;
  }
}

async function importFile(
  { file, pack, out }: Extract<Asked, { act: 'import' }>,
  io: CommandIo,
): Promise<number> {
  const path = resolve(io.folder, file);
  if (!existsSync(path)) {
    io.err(translate(io.language, 'cli.bpmn.no_file', { file }));
    return exit.misuse;
  }
  const folder = pack === undefined ? undefined : packFolder(pack, io);
  if (pack !== undefined && folder === undefined) return exit.misuse;
  const roles = folder === undefined ? {} : rolesOf(await checkPack(folder));
  const draft = await draftOf(await readFile(path, 'utf8'), { roles, verbs: verbTitles() });
  sayFindings(draft, file, io);
  if (draft.source === undefined) return exit.refused;
  await write(definitionYaml(draft.source), out, io);
  const errors =
    draft.findings.filter(({ severity }) => severity === 'error').length + draft.faults.length;
  return errors > 0 ? exit.refused : exit.ok;
}

function sayFindings({ findings, faults }: BpmnDraft, file: string, io: CommandIo): void {
  for (const finding of findings) io.err(bpmnLine(finding, file, io.language));
  const { language } = io;
  for (const line of faults.flatMap((fault) => findingLines({ ...fault, file }, { language }))) {
    io.err(line);
  }
  const errors = findings.filter(({ severity }) => severity === 'error').length + faults.length;
  const values = { file, errors, warnings: findings.length + faults.length - errors };
  io.err(translate(io.language, 'cli.bpmn.read', values));
}

/** `flow.bpmn #Task_1 warning unknown-role sentence — next step`. */
function bpmnLine({ code, severity, element, values }: BpmnFinding, file: string, lang: Language) {
  const place = element === '' ? file : `${file} #${element}`;
  const said = translate(lang, `diagrams.bpmn.${code}`, values);
  const next = translate(lang, `diagrams.bpmn.${code}-next`, values);
  return `${place} ${translate(lang, `cli.severity.${severity}`)} ${code} ${said} — ${next}`;
}

async function exportService(
  { pack, service, out }: Extract<Asked, { act: 'export' }>,
  io: CommandIo,
): Promise<number> {
  const folder = packFolder(pack, io);
  if (folder === undefined) return exit.misuse;
  const checked = await checkPack(folder);
  const found = checked.contents?.services.find(({ value }) => value.code === service);
  if (found === undefined) {
    io.err(translate(io.language, 'cli.bpmn.no_service', { pack, service }));
    return exit.refused;
  }
  const roles = rolesOf(checked);
  const say = (text: Localized): string => text[io.language] ?? text['zh-CN'];
  const verbs = verbTitles();
  const xml = await bpmnOf(found.value, {
    say,
    roleName: (role) => say(roles[role] ?? { 'zh-CN': role }),
    verbName: (verb) => say(verbs[verb] ?? { 'zh-CN': verb }),
    limitName: (limit) => limitName(limit, io.language),
    clauseName: (clause) => translate(io.language, 'cli.clause', { clause }),
  });
  await write(xml.trimEnd(), out, io);
  return exit.ok;
}

const rolesOf = ({ contents }: CheckedPack): DraftWords['roles'] =>
  contents?.park?.value.roles ?? {};

async function write(text: string, out: string | undefined, io: CommandIo): Promise<void> {
  if (out === undefined) io.out(text);
  else await writeFile(resolve(io.folder, out), `${text}\n`);
}
