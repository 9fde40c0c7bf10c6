import { useTranslation } from 'react-i18next';
import { useSay } from '#platform/ui/say.tsx';
import { useLimit } from '#platform/ui/use-limit.ts';
import type { ServiceGuide } from '../../model/index.ts';
import { compareGuides, type CompareLine, type Facts } from './compare.ts';

type GuideCompareProps = {
  readonly before: ServiceGuide;
  readonly after: ServiceGuide;
  /** What the later guide is called: a draft, or an edition. */
  readonly afterName: string;
};

/** The guide in force and the guide as it would be, side by side; changed lines are marked. */
export function GuideCompare({ before, after, afterName }: GuideCompareProps) {
  const { t } = useTranslation('services');
  const say = useSay();
  const facts = useFactWords();
  const lines = compareGuides(before, after);
  const caption = t('office.compare-caption');
  const nameOf = ({ part, title }: CompareLine): string =>
    part === 'promise' ? t('office.promise') : part === 'fee' ? t('guide.fee') : say(title);
  return (
    <section className="office-part compare" aria-labelledby="compare">
      <h2 id="compare">{t('office.compare')}</h2>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so keys must reach it */}
      <section className="table-frame" tabIndex={0} aria-label={caption}>
        <table className="table">
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{t('office.diff.element')}</th>
              <th scope="col">{t('office.in-force', { edition: before.bundle.edition })}</th>
              <th scope="col">{afterName}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={`${line.part} ${line.id}`}>
                <th scope="row">{nameOf(line)}</th>
                <td>{facts(line, line.before)}</td>
                <td data-changed={line.changed}>
                  {line.changed ? (
                    <strong>{facts(line, line.after)}</strong>
                  ) : (
                    facts(line, line.after)
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
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
