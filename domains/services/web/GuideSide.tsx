import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '#platform/ui/Button.tsx';
import { useDate } from '#platform/ui/dates.ts';
import { Link } from '#platform/ui/Link.tsx';
import { Say, Told, useSay } from '#platform/ui/say.tsx';
import { to } from '#platform/ui/urls.ts';
import type { ServiceGuide } from '../model/index.ts';

type GuideSideProps = { readonly park: string; readonly guide: ServiceGuide };

/** Beside the guide: the one button, and what people ask first. */
export function GuideSide({ park, guide }: GuideSideProps) {
  const { t } = useTranslation('services');
  const { card, bundle } = guide;
  const date = useDate();
  const say = useSay();
  const posts = guide.applicant.filedBy.map(say);
  const channels = card.channels.map((name) => t(`guide.channel.${name}`, { defaultValue: name }));
  const { code, number, clause } = card.standard;
  return (
    <aside className="guide-side" aria-label={t(card.need ? 'guide.ask' : 'guide.apply')}>
      {card.filedBy.length > 0 ? (
        <p>{t('guide.filed-by', { posts: posts.join(t('guide.separator')) })}</p>
      ) : (
        <div className="no-print">
          <ButtonLink to={to.apply({ park, code: card.code })}>
            {t(card.need ? 'guide.ask' : 'guide.apply')}
          </ButtonLink>
        </div>
      )}
      <dl className="facts">
        <Fact name={t('guide.channels')}>{channels.join(t('guide.separator'))}</Fact>
        <Fact name={t('guide.fee')}>
          {guide.fee === null ? t('guide.fee-none') : <Say text={guide.fee} />}
        </Fact>
        <Fact name={t('row.rule')}>
          <Link to={to.standard({ park, code, clause })}>
            <Told
              text={
                number === null ? t('rule.clause', { clause }) : t('rule.full', { number, clause })
              }
            />
          </Link>
        </Fact>
        <Fact name={t('guide.edition')}>
          <Told
            text={t('guide.edition-text', {
              edition: bundle.edition,
              on: date(bundle.effectiveOn),
            })}
          />
        </Fact>
      </dl>
    </aside>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
