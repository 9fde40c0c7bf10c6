import { useTranslation } from 'react-i18next';
import { useSay } from '#platform/ui/say.tsx';
import { Table, type Column } from '#platform/ui/Table.tsx';
import { useLimit } from '#platform/ui/use-limit.ts';
import type { ServiceGuide } from '../../model/index.ts';
import { compareGuides, type CompareLine, type Facts } from './compare.ts';

type GuideCompareProps = {
  readonly before: ServiceGuide;
  readonly after: ServiceGuide;
  /** What the later guide is called: a draft, or an edition. */
  readonly afterName: string;
};

/**
 * The guide in force and the guide as it would be, side by side: what changed first, the lines that
 * stay one press away.
 */
export function GuideCompare({ before, after, afterName }: GuideCompareProps) {
  const { t } = useTranslation('services');
  const lines = compareGuides(before, after);
  const changed = lines.filter((line) => line.changed);
  const same = lines.filter((line) => !line.changed);
  const edition = t('office.in-force', { edition: before.bundle.edition });
  const titles = { before: edition, after: afterName };
  return (
    <section className="office-part compare" aria-labelledby="compare">
      <h2 id="compare">{t('office.compare')}</h2>
      {changed.length === 0 ? (
        <p>{t('office.compare-same')}</p>
      ) : (
        <Lines caption={t('office.compare-caption')} lines={changed} titles={titles} />
      )}
      {same.length > 0 && (
        <details>
          <summary>{t('office.compare-rest', { count: same.length })}</summary>
          <Lines caption={t('office.compare-rest-caption')} lines={same} titles={titles} />
        </details>
      )}
    </section>
  );
}

type LinesProps = {
  readonly caption: string;
  readonly lines: readonly CompareLine[];
  readonly titles: { readonly before: string; readonly after: string };
};

function Lines({ caption, lines, titles }: LinesProps) {
  const { t } = useTranslation('services');
  const say = useSay();
  const facts = useFactWords();
  const nameOf = ({ part, title }: CompareLine): string =>
    part === 'promise' ? t('office.promise') : part === 'fee' ? t('guide.fee') : say(title);
  const columns: Column<CompareLine>[] = [
    { key: 'element', title: t('office.diff.element'), cell: nameOf },
    { key: 'before', title: titles.before, cell: (line) => facts(line, line.before) },
    {
      key: 'after',
      title: titles.after,
      cell: (line) => {
        const words = facts(line, line.after);
        return line.changed ? <strong className="compare-changed">{words}</strong> : words;
      },
    },
  ];
  return (
    <Table
      caption={caption}
      columns={columns}
      rows={lines}
      rowKey={({ part, id }) => `${part} ${id}`}
      stacks
    />
  );
}

/** What a guide says of an element, in words. */
function useFactWords() {
  const { t } = useTranslation('services');
  const say = useSay();
  const limit = useLimit();
  return ({ part }: CompareLine, facts: Facts | null): string => {
    if (facts === null) return t('office.diff.nothing');
    if (part === 'material') {
      const needed = t(facts.required === true ? 'guide.required' : 'guide.optional');
      return facts.fetched === true ? `${needed} · ${t('guide.fetched')}` : needed;
    }
    if (part === 'fee') {
      return facts.words ? say(facts.words) : t('guide.fee-none');
    }
    if (part === 'field') {
      const name = facts.words ? say(facts.words) : '';
      return `${name} · ${t(facts.required === true ? 'office.fields.required' : 'guide.form-optional')}`;
    }
    const within =
      facts.limit === null || facts.limit === undefined ? t('office.no-limit') : limit(facts.limit);
    return facts.by === undefined ? within : `${say(facts.by)} · ${within}`;
  };
}
