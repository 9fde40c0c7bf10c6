import { useTranslation } from 'react-i18next';
import { Say } from '#platform/ui/say.tsx';
import { useLimit } from '#platform/ui/use-limit.ts';
import type { ServiceCard } from '../model/index.ts';

/** Name of the service and its promise in large type; a statutory limit only where a law sets one. */
export function PromiseHead({ card }: { readonly card: ServiceCard }) {
  return (
    <header className="guide-head">
      <p className="guide-class">
        <Say text={card.class.title} />
      </p>
      <h1>
        <Say text={card.title} />
      </h1>
      {card.summary !== null && (
        <p className="promise-note">
          <Say text={card.summary} />
        </p>
      )}
      <PromiseLine card={card} />
    </header>
  );
}

function PromiseLine({ card }: { readonly card: ServiceCard }) {
  const { t } = useTranslation('services');
  const say = useLimit();
  const { promised, statutory } = card;
  return (
    <div className="promise">
      <p className="promise-value">
        {promised === null ? (
          t(card.kind === 'instant' ? 'guide.instant' : 'guide.no-promise')
        ) : (
          <>
            <em>{t('guide.promise')}</em>
            {say(promised)}
          </>
        )}
      </p>
      <p className="promise-note">
        {statutory !== null && t('guide.promise-statutory', { limit: say(statutory) })}
        {promised !== null && t('guide.promise-only')}
      </p>
    </div>
  );
}
