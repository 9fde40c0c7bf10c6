import { useTranslation } from 'react-i18next';
import { useDate } from './dates.ts';

/** Generated records carry a mark on every screen of their park. @source 1-product, principle 10 */
function DemoBanner() {
  const { t } = useTranslation('ui');
  return (
    <p>
      <span className="banner-mark">{t('banner.demo.mark')}</span>
      <span>{t('banner.demo.text')}</span>
    </p>
  );
}

/** A set clock is always visible: what the park takes for now is not the real time. */
function ClockBanner({ now, zone }: { readonly now: string; readonly zone: string }) {
  const { t } = useTranslation('ui');
  const date = useDate(zone);
  return (
    <p>
      <span className="banner-mark">{t('banner.clock.mark')}</span>
      <span>{t('banner.clock.text', { now: date(now) })}</span>
    </p>
  );
}

type ParkBannersProps = {
  readonly demo: boolean;
  /** The instant the park takes for now, or null when it keeps the real time. */
  readonly now: string | null;
  readonly zone: string;
};

/** What must be known before anything of a park is read: demonstration data, a set clock. */
export function ParkBanners({ demo, now, zone }: ParkBannersProps) {
  const { t } = useTranslation('ui');
  if (!demo && now === null) return null;
  return (
    <aside className="banner" aria-label={t('banner.label')}>
      <div className="wide">
        {demo && <DemoBanner />}
        {now !== null && <ClockBanner now={now} zone={zone} />}
      </div>
    </aside>
  );
}
