import { fillTemplate, pinnedBundle, type TemplateFacts } from '#domains/services/index.ts';
import { evolve } from '#engines/process/index.ts';
import { newId } from '#platform/config/index.ts';
import type { Tx } from '#platform/db/index.ts';
import type { FileStore } from '#platform/files/index.ts';
import { append, readStream, type NewEntry } from '#platform/journal/index.ts';
import { writeWord, wordMediaType, type DocumentPart } from '#platform/office/index.ts';
import type { CaseDocument } from '../model/index.ts';
import { lockCase, updateCase, type HeldCase } from '../store/case.ts';
import { documentsOf, insertDocument, type DocumentRow } from '../store/document.ts';
import { insertFile } from '../store/file.ts';
import { useClauses } from './clause-use.ts';
import { networkOf } from './network.ts';
import { tellOfDocument } from './notices.ts';
import { clauseParts, paperDay, paperFacts, paperOf, type PaperAddresses, type PaperGround } from './paper.ts'; // prettier-ignore
import { eventOf, streamOf, subjectOf } from './stream.ts';
import { wordsOf } from './words.ts';

/** A `document.render` effect to be carried out. */
export type RenderJob = {
  readonly park: string;
  readonly number: string;
  /** The event whose effect it is, and which of its effects. */
  readonly eventId: string;
  readonly index: number;
  /** Key of the file in the store: the same in every try, so that a try broken off leaves nothing. */
  readonly fileKey: string;
  /** ISO instant. */
  readonly now: string;
};

/** What rendering needs from outside the slice. */
export type Rendering = { readonly files: FileStore; readonly addresses: PaperAddresses };

/** Papers are Chinese; the translation follows for reference. */
const paperLanguage = 'zh-CN';

/**
 * Renders the result document of a case from the template its bundle holds, stores it, attaches it
 * to the case and records that it was made. Run it under `carryOutOnce`: then it happens once.
 *
 * Nothing is rendered for a case whose applicant has been erased in the meantime.
 *
 * @throws {Error} when the event, its effect or the template is not there
 * @source 2-service-language Effects; 8-features row 28
 */
export async function renderResult(tx: Tx, job: RenderJob, rendering: Rendering): Promise<void> {
  const row = await lockCase(tx, job.number);
  if (row === undefined) throw new Error(`no case ${job.number}`);
  const ground = await groundOf(tx, { row, job, addresses: rendering.addresses });
  if (ground === undefined) return;
  const { template: code, ...document } = documentOf(ground, job.index);
  const bytes = await writeWord(paperOf(ground, document));
  const place = { park: job.park, key: job.fileKey };
  // An earlier try may have left its bytes; a put would keep those.
  await rendering.files.remove(place);
  const { sha256, sizeBytes } = await rendering.files.put(place, bytes);
  const id = newId();
  const name = `${row.number}-${code}.docx`;
  await insertFile(tx, {
    ...{ park_id: job.park, id, key: job.fileKey, name, media_type: wordMediaType },
    ...{ size_bytes: sizeBytes, owner: 'system', added_at: job.now },
  });
  const title = ground.bundle.templates[code]?.title ?? { 'zh-CN': code };
  await insertDocument(tx, {
    ...{ park_id: job.park, id: newId(), number: row.number, entry_id: job.eventId },
    ...{ ordinal: job.index, template: code, title: JSON.stringify(title), file: id, name },
    ...{ size_bytes: sizeBytes, mark: 'sample', at: job.now },
  });
  const entryId = await recordRendered(tx, row, { ...job, template: code, sha256, clause: ground.event.clause }); // prettier-ignore
  const { bundle, network } = ground;
  await tellOfDocument(tx, { row, bundle, network, entryId, title, now: job.now });
}

async function groundOf(
  tx: Tx,
  of: {
    readonly row: HeldCase;
    readonly job: RenderJob;
    readonly addresses: PaperAddresses;
  },
): Promise<PaperGround | undefined> {
  const { row, job, addresses } = of;
  const entries = await readStream(tx, streamOf(row.number));
  if (entries.some((entry) => eventOf(entry).erased)) return undefined;
  const entry = entries.find(({ id }) => id === job.eventId);
  if (entry === undefined) throw new Error(`${row.number}: no event ${job.eventId}`);
  const bundle = await pinnedBundle(tx, job.park, row.bundle);
  const network = await networkOf(tx, job.park);
  const words = wordsOf(paperLanguage, network.zone);
  return { row, bundle, network, words, addresses, entryId: entry.id, event: eventOf(entry).event };
}

/** Title and parts of the document that an effect of the ground's event asks for. */
function documentOf(
  ground: PaperGround,
  index: number,
): { readonly template: string; readonly title: string; readonly parts: readonly DocumentPart[] } {
  const effect = ground.event.data.effects?.find((one) => one.index === index);
  const named = effect?.args['template'];
  const code = typeof named === 'string' ? named : '';
  const template = Object.hasOwn(ground.bundle.templates, code)
    ? ground.bundle.templates[code]
    : undefined;
  if (template === undefined) throw new Error(`${ground.row.number}: no template ${code}`);
  const { title, paragraphs } = fillTemplate(template, factsOf(ground, paperLanguage), 'zh-CN');
  const english = template.paragraphs.some(({ en }) => en !== undefined)
    ? fillTemplate(template, factsOf(ground, 'en'), 'en').paragraphs
    : [];
  const paragraph = (text: string): DocumentPart => ({ kind: 'paragraph', text });
  const parts: DocumentPart[] = [
    { kind: 'facts', rows: paperFacts(ground) },
    ...paragraphs.map(paragraph),
    ...clauseParts(ground),
    ...(english.length === 0
      ? []
      : [{ kind: 'heading' as const, text: ground.words.say('cases.paper.translation') }]),
    ...english.map(paragraph),
  ];
  return { template: code, title, parts };
}

function factsOf(ground: PaperGround, language: 'zh-CN' | 'en'): TemplateFacts {
  const { row, bundle, network, event } = ground;
  const words = wordsOf(language, network.zone);
  const { flow, standard, title } = bundle.definition;
  const end = row.end_id === null ? undefined : flow.ends[row.end_id];
  const { reason } = event.data.input;
  const node = event.node === undefined ? network.title : network.nodeTitle(event.node);
  return {
    caseNumber: row.number,
    serviceTitle: words.pick(title),
    standardNumber: standard.number,
    edition: bundle.edition,
    clause: event.clause ?? standard.clause ?? '',
    applicant: row.applicant_name,
    answers: answerValues(ground, words),
    decision: end === undefined ? null : words.pick(end.title),
    reason: typeof reason === 'string' ? reason : null,
    filedOn: paperDay(words, network.zone, row.filed_at),
    decidedOn: paperDay(words, network.zone, event.at),
    parkTitle: words.pick(network.title),
    post: words.pick(node),
  };
}

/** Answers as papers show them: yuan for fen, titles for choices, numbers as numbers. */
function answerValues({ row, bundle }: PaperGround, words: ReturnType<typeof wordsOf>) {
  return Object.fromEntries(
    bundle.definition.form.map((field) => {
      const value = row.state.answers[field.id];
      if (field.type === 'money' && typeof value === 'number') return [field.id, value / 100];
      if (typeof value === 'number') return [field.id, value];
      const titles = new Map(field.choices.map((choice) => [choice.value, choice.title]));
      const one = (each: unknown) => {
        const title = titles.get(String(each));
        return title === undefined ? String(each) : words.pick(title);
      };
      if (value === undefined || value === null) return [field.id, null];
      return [field.id, Array.isArray(value) ? value.map(one).join('、') : one(value)];
    }),
  );
}

/**
 * The event of a rendered document. Its hash is data: it commits to what people wrote, so it goes
 * when they are erased.
 */
async function recordRendered(
  tx: Tx,
  row: HeldCase,
  made: RenderJob & {
    readonly template: string;
    readonly sha256: string;
    readonly clause: string | undefined;
  },
): Promise<string> {
  const { updatedAt } = row.state;
  const at = updatedAt !== undefined && updatedAt > made.now ? updatedAt : made.now;
  const id = newId();
  const { template, clause, index, eventId } = made;
  const entry: NewEntry = {
    ...{ id, stream: streamOf(row.number), seq: row.seq + 1, type: 'case.document-rendered', at },
    act: {
      actor: 'system',
      bundle: row.bundle,
      ...(clause === undefined ? {} : { clause }),
      outcome: { schema: 1, verb: 'render', outcome: {}, template, of: { eventId, index } },
    },
    data: [
      {
        subject: subjectOf(row.applicant_id, row.filed_by),
        payload: { document: { sha256: made.sha256 } },
      },
    ],
  };
  await append(tx, [entry]);
  const { event } = eventOf({ ...entry, id, data: [], leafIndex: null });
  await useClauses(tx, row, { id, event });
  const state = evolve(row.state, event);
  await updateCase(
    tx,
    { number: row.number },
    {
      state: JSON.stringify(state),
      seq: state.events,
      updated_at: at,
    },
  );
  return id;
}

/** The result documents of a case as its page shows them. */
export async function readDocuments(tx: Tx, number: string): Promise<CaseDocument[]> {
  return (await documentsOf(tx, number)).map(documentView);
}

const documentView = ({ file, title, name, size_bytes, mark }: DocumentRow): CaseDocument => ({
  ...{ id: file, title, name, mark },
  sizeBytes: size_bytes,
});
