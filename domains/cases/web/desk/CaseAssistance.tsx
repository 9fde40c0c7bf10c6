import { useTranslation } from 'react-i18next';
import { useDate } from '#platform/ui/dates.ts';
import { Told } from '#platform/ui/say.tsx';
import type { CaseView } from '../../model/case.ts';

type CaseAssistanceProps = { readonly view: CaseView; readonly zone: string };

/** 协办: who was asked, by post, and what they said, for whoever holds the matter. */
export function CaseAssistance({ view, zone }: CaseAssistanceProps) {
  const { t } = useTranslation('cases');
  const date = useDate(zone);
  if (view.assistance.length === 0) return null;
  return (
    <section className="case-part" aria-labelledby="assistance">
      <h2 id="assistance">{t('desk.case.assistance')}</h2>
      <ul className="case-remarks">
        {view.assistance.map(({ post, askedAt, givenAt, note }) => (
          <li key={`${post} ${askedAt}`}>
            <strong>{post}</strong>
            <span className="quiet">
              {givenAt === null
                ? t('desk.case.assist-asked', { at: date(askedAt) })
                : t('desk.case.assist-given', { at: date(givenAt) })}
            </span>
            {givenAt !== null && (
              <p className="case-remark-answer">
                <Told text={note} />
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
