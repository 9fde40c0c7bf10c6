import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { useDate } from '#platform/ui/dates.ts';
import { useSay } from '#platform/ui/say.tsx';
import { to } from '#platform/ui/urls.ts';
import type { CaseView } from '../../model/case.ts';
import { CaseAdverse } from '../case/CaseAdverse.tsx';
import { CaseAnswers, CaseMaterials } from '../case/CaseAnswers.tsx';
import { CaseBreaches } from '../case/CaseBreaches.tsx';
import { CaseClocks } from '../case/CaseClocks.tsx';
import { CaseParts } from '../case/CaseParts.tsx';
import { CaseEdition } from '../case/CaseEdition.tsx';
import { CaseVotes } from '../case/CaseVotes.tsx';
import { CaseAssistance } from './CaseAssistance.tsx';

type MatterProps = { readonly park: string; readonly view: CaseView };

/** What is asked, by whom, with what: applicant, open remarks, answers, materials, clocks, rule. */
export function CaseMatter({ park, view }: MatterProps) {
  const { zone } = useMe(park).park;
  return (
    <div className="case-matter">
      <Applicant view={view} zone={zone} />
      <CaseAdverse park={park} view={view} zone={zone} />
      <CaseParts view={view} addressOf={(number) => to.deskCase({ park, number })} />
      <CaseBreaches park={park} view={view} zone={zone} />
      <Remarks view={view} />
      <CaseAssistance view={view} zone={zone} />
      <CaseVotes view={view} />
      <CaseAnswers view={view} />
      {view.materials.length > 0 && <CaseMaterials park={park} view={view} />}
      <CaseClocks park={park} view={view} zone={zone} />
      <CaseEdition park={park} view={view} />
    </div>
  );
}

function Applicant({ view, zone }: { readonly view: CaseView; readonly zone: string }) {
  const { t } = useTranslation('cases');
  const date = useDate(zone);
  const { card } = view;
  return (
    <section className="case-part" aria-labelledby="applicant">
      <h2 id="applicant">{t('desk.case.applicant')}</h2>
      <p className="case-applicant">{card.applicant}</p>
      <p className="quiet">
        {t('desk.case.filed', { at: date(card.filedAt) })} · {t(`desk.channel.${card.channel}`)}
      </p>
    </section>
  );
}

/** What the applicant was told all at once, field by field, and what of it is settled. */
function Remarks({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('cases');
  const say = useSay();
  if (view.remarks.length === 0) return null;
  const titles = new Map([...view.answers, ...view.materials].map((each) => [each.id, each.title]));
  return (
    <section className="case-part" aria-labelledby="remarks">
      <h2 id="remarks">{t('desk.case.remarks')}</h2>
      <ul className="case-remarks">
        {view.remarks.map(({ field, text, settled, answer }) => {
          const title = titles.get(field);
          return (
            <li key={`${field} ${text}`}>
              <strong>{title === undefined ? field : say(title)}</strong>
              <span>{text}</span>
              <span className="tag">
                {t(`desk.case.${answer === null ? (settled ? 'settled' : 'open') : 'kept'}`)}
              </span>
              {answer !== null && (
                <p className="case-remark-answer">
                  <strong>{t('desk.case.kept-why')}</strong> {answer}
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
