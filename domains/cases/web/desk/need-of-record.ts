import type { ServiceGuide } from '#domains/services/model/index.ts';
import type { NeedOfRecord, ServiceRecord } from '../../model/ledgers.ts';
import { wrongsOf, type Wrong } from '../my/form/check.ts';
import { answersFor, blankFiling, filingFor, type WindowFiling } from './window-filing.ts';

/** The filing a record begins as: its line is the first thing asked in words, its firm the applicant. */
export function filingOfRecord(
  guide: ServiceGuide,
  { node, organisation, line }: Pick<ServiceRecord, 'node' | 'organisation' | 'line'>,
): WindowFiling {
  const first = guide.form.find(
    ({ type, prefill }) => (type === 'text' || type === 'longtext') && prefill === null,
  );
  return {
    ...blankFiling(guide, node),
    answers: first === undefined ? {} : { [first.id]: line },
    applicant: { name: organisation, id: null },
  };
}

/** What the service asks for at filing and the record does not say, or says wrongly. */
export function wrongsIn(guide: ServiceGuide, filing: WindowFiling): readonly Wrong[] {
  const counts = Object.entries(filing.files).map(([id, list]) => [id, list.length] as const);
  return wrongsOf(guide, answersFor(guide, filing), Object.fromEntries(counts));
}

/** What is sent to turn the record into a need; who asked and when stands in the record. */
export function needOf(guide: ServiceGuide, filing: WindowFiling): NeedOfRecord {
  const { service, needClass, answers, files } = filingFor(guide, filing, () => undefined);
  return { service, needClass, answers, files };
}
