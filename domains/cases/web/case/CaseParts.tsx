import { useTranslation } from 'react-i18next';
import { Link } from '#platform/ui/Link.tsx';
import { Say } from '#platform/ui/say.tsx';
import type { Url } from '#platform/ui/urls.ts';
import type { CaseView } from '../../model/index.ts';
import { CaseTime } from './CaseTime.tsx';

type CasePartsProps = {
  readonly view: CaseView;
  /** Where the page of a case is, for whoever looks. */
  readonly addressOf: (number: string) => Url;
};

/** A joint matter (一件事): the cases of its parts, each with its own time; or the matter this is a part of. */
export function CaseParts({ view, addressOf }: CasePartsProps) {
  const { t } = useTranslation('cases');
  const { parts, whole } = view;
  if (parts.length === 0 && whole === null) return null;
  return (
    <section className="case-part" aria-labelledby="parts">
      <h2 id="parts">{t(parts.length > 0 ? 'case.parts' : 'case.whole')}</h2>
      {whole !== null && (
        <p>
          <Link to={addressOf(whole.number)}>
            <Say text={whole.serviceTitle} /> {whole.number}
          </Link>
        </p>
      )}
      {parts.length > 0 && <p className="quiet">{t('case.parts-lead')}</p>}
      <ul className="case-parts">
        {parts.map((part) => (
          <Part key={part.part} part={part} view={view} addressOf={addressOf} />
        ))}
      </ul>
    </section>
  );
}

type PartProps = CasePartsProps & { readonly part: CaseView['parts'][number] };

function Part({ part, view, addressOf }: PartProps) {
  const { t } = useTranslation('cases');
  const { card, outcome } = part;
  const title = <Say text={part.title} />;
  if (card === null) {
    return (
      <li>
        <strong>{title}</strong>
        <span className="quiet">
          {t('case.part-waits')}
          <Before view={view} after={part.after} />
        </span>
      </li>
    );
  }
  return (
    <li>
      <span className="case-part-name">
        <Link to={addressOf(card.number)}>{title}</Link>
        <span className="tag">
          {t(outcome === null ? `case.phase.${card.phase}` : `case.part-${outcome}`)}
        </span>
      </span>
      <span className="note">{card.number}</span>
      {outcome === null && <CaseTime card={card} />}
    </li>
  );
}

/** Titles of the parts that come before another. */
function Before({ view, after }: { readonly view: CaseView; readonly after: readonly string[] }) {
  return view.parts
    .filter(({ part }) => after.includes(part))
    .map(({ part, title }, place) => (
      <span key={part}>
        {place > 0 && ' · '}
        <Say text={title} />
      </span>
    ));
}
