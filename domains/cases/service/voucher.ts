import { pinnedBundle } from '#domains/services/index.ts';
import { clocksOf, groundTitle, type CaseEvent } from '#engines/process/index.ts';
import { parseInstant } from '#engines/calendar/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { readEntries } from '#platform/journal/index.ts';
import type { DocumentPart, OfficeDocument } from '#platform/office/index.ts';
import { casesRefusals } from '../errors.ts';
import type { VoucherKind } from '../model/index.ts';
import type { HeldCase } from '../store/case.ts';
import { networkOf } from './network.ts';
import { clauseParts, paperFacts, paperLimit, paperOf, type PaperAddresses, type PaperGround } from './paper.ts'; // prettier-ignore
import { eventOf, streamOf } from './stream.ts';
import type { Looking } from './view.ts';

/**
 * Which paper an act gives rise to, or none. The more particular one goes first: a refusal also
 * ends the case, an acceptance may also pause it.
 *
 * @source 6-conventions §3.4 (收件凭证, 受理通知书, 补正告知书, 不予受理决定书, 特别程序告知书, 延期告知书, 准予/不予决定书)
 */
export function voucherKind({
  type,
  data,
}: Pick<CaseEvent, 'type' | 'data'>): VoucherKind | undefined {
  const { outcome } = data;
  if (type === 'case.filed') return 'filed';
  if (type === 'case.refused') return 'refused';
  if (type === 'case.not-ours') return 'not-ours';
  if (type === 'case.returned') return 'returned';
  if (type === 'case.extended') return 'extended';
  if (type === 'case.voided') return 'voided';
  if (outcome.end) return endKind(type, outcome.end.adverse);
  const suspends = outcome.open?.some(({ clock }) => clock === 'suspended') ?? false;
  if (outcome.pause || suspends) return 'suspended';
  return outcome.accepted ? 'accepted' : undefined;
}

function endKind(type: string, isAdverse: boolean): VoucherKind {
  if (isAdverse) return 'denied';
  return type === 'case.approved' ? 'granted' : 'closed';
}

/**
 * The paper of an act, made from its event, the bundle of the case and nothing else: the same act
 * gives the same paper. It is a sample until it bears a seal, and says so.
 *
 * @throws {RefusalError} `cases.no_voucher` when the act gives none or is not of this case
 */
export async function readVoucher(
  tx: Tx,
  looking: Looking,
  of: { readonly row: HeldCase; readonly entryId: string; readonly addresses: PaperAddresses },
): Promise<OfficeDocument> {
  const { row, entryId, addresses } = of;
  const [entry] = await readEntries(tx, [entryId]);
  const none = () => casesRefusals.refuse('cases.no_voucher', { number: row.number });
  if (entry === undefined || entry.stream !== streamOf(row.number)) throw none();
  const { event, erased } = eventOf(entry);
  const kind = voucherKind(event);
  if (kind === undefined) throw none();
  const bundle = await pinnedBundle(tx, looking.park.code, row.bundle);
  const network = await networkOf(tx, looking.park.code);
  const { words } = looking;
  const ground: PaperGround = { row, bundle, network, words, addresses, entryId, event };
  const title = words.say(`cases.voucher.${kind}.title`);
  const parts: DocumentPart[] = [
    { kind: 'facts', rows: paperFacts(ground) },
    { kind: 'paragraph', text: words.say(`cases.voucher.${kind}.text`, valuesOf(ground)) },
    ...detailsOf(ground, { kind, erased }),
    ...clauseParts(ground),
  ];
  return paperOf(ground, { title, parts });
}

function valuesOf({ bundle, event, words, row }: PaperGround): Record<string, string> {
  const { outcome } = event.data;
  const pausing = outcome.open?.find(({ clock }) => clock === 'suspended');
  const end = outcome.end && bundle.definition.flow.ends[outcome.end.key];
  return {
    service: words.pick(bundle.definition.title),
    ground: words.pick(
      groundTitle(bundle.definition, outcome.pause?.ground ?? pausing?.ground ?? ''),
    ),
    max: paperLimit(words, outcome.pause?.max ?? pausing?.max ?? ''),
    limit: paperLimit(words, outcome.extend?.limit ?? bundle.definition.limits.promised ?? ''),
    end: end === undefined ? (row.end_id ?? '') : words.pick(end.title),
  };
}

/** What only one kind of paper says: the items to amend, the materials, the reason, the remedy. */
function detailsOf(
  ground: PaperGround,
  { kind, erased }: { readonly kind: VoucherKind; readonly erased: boolean },
): DocumentPart[] {
  const { words, event, bundle } = ground;
  if (erased) return [{ kind: 'paragraph', text: words.say('cases.words.erased') }];
  const { reason } = event.data.input;
  const end = event.data.outcome.end && bundle.definition.flow.ends[event.data.outcome.end.key];
  const remedy = end?.remedy;
  return [
    ...(kind === 'filed' ? materialParts(ground) : []),
    ...(kind === 'returned' ? amendParts(ground) : []),
    ...(kind === 'accepted' ? dueParts(ground, 'promised') : []),
    ...(typeof reason === 'string' && reason !== ''
      ? [{ kind: 'paragraph' as const, text: words.say('cases.paper.reason', { reason }) }]
      : []),
    ...(remedy === undefined
      ? []
      : [
          {
            kind: 'paragraph' as const,
            text: words.say('cases.paper.remedy', { remedy: words.pick(remedy) }),
          },
        ]),
  ];
}

function materialParts({ bundle, words, event }: PaperGround): DocumentPart[] {
  const handedIn = event.data.input['files'];
  if (!Array.isArray(handedIn) || handedIn.length === 0) return [];
  const counts = bundle.definition.materials.flatMap(({ id, title }) => {
    const count = handedIn.filter((one: { material?: unknown }) => one.material === id).length;
    return count === 0 ? [] : [[words.pick(title), String(count)]];
  });
  const head = [words.say('cases.paper.material'), words.say('cases.paper.count')];
  return [{ kind: 'table', rows: [head, ...counts] }];
}

function amendParts(ground: PaperGround): DocumentPart[] {
  const { bundle, words, event } = ground;
  const { form, materials } = bundle.definition;
  const titles = new Map([...form, ...materials].map(({ id, title }) => [id, words.pick(title)]));
  const rows = (event.data.remarks ?? []).map(({ field, text }) => [
    titles.get(field) ?? field,
    text,
  ]);
  const head = [words.say('cases.paper.item'), words.say('cases.paper.what')];
  return [{ kind: 'table', rows: [head, ...rows] }, ...dueParts(ground, 'step')];
}

/** Until when, as the event itself recorded it or, while its clock still runs, as it stands. */
function dueParts(ground: PaperGround, kind: 'promised' | 'step'): DocumentPart[] {
  const { row, bundle, network, words, event } = ground;
  const at = { now: parseInstant(event.at), calendarOf: network.calendarOf };
  const clock = clocksOf(bundle.definition, row.state, at).find(
    (one) => one.kind === kind && one.start === parseInstant(event.at),
  );
  const due = clock?.due ?? clock?.dueIfResumed;
  if (due === undefined) return [];
  const text = words.say(`cases.paper.due.${kind}`, { due: words.instant(due) });
  return [{ kind: 'paragraph', text }];
}
