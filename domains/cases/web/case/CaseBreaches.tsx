import { useTranslation } from 'react-i18next';
import { useDate } from '#platform/ui/dates.ts';
import { useSay } from '#platform/ui/say.tsx';
import type { CaseView } from '../../model/index.ts';
import { ClauseLink } from './ClauseLink.tsx';

type CaseBreachesProps = { readonly park: string; readonly view: CaseView; readonly zone: string };

/** Breaches of the standard's own rules: they let the matter go on and are never hidden. */
export function CaseBreaches({ park, view, zone }: CaseBreachesProps) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const date = useDate(zone);
  if (view.breaches.length === 0) return null;
  return (
    <section className="case-part" aria-labelledby="breaches">
      <h2 id="breaches">{t('case.breaches')}</h2>
      <ul className="case-remarks">
        {view.breaches.map(({ text, fields, clause, at }) => (
          <li key={`${at} ${text}`}>
            <strong>{text}</strong>
            {fields.length > 0 && <span>{fields.map((field) => say(field)).join('、')}</span>}
            <span className="quiet">{date(at)}</span>
            <ClauseLink park={park} standard={view.standard} clause={clause} />
          </li>
        ))}
      </ul>
    </section>
  );
}
