import { useTranslation } from 'react-i18next';
import { useDate } from './dates.ts';

/** Generated records carry a mark on every screen of their park. @source 1-product, principle 10 */
export function DemoBanner() {
  const { t } = useTranslation('ui');
  return (
    <div className="banner" role="note">
      <div className="wide">
        <span className="banner-mark">{t('banner.demo.mark')}</span>
        <span>{t('banner.demo.text')}</span>
      </div>
    </div>
  );
}

/** A set clock is always visible: what the park takes for now is not the real time. */
export function ClockBanner({ now, zone }: { readonly now: string; readonly zone: string }) {
  const { t } = useTranslation('ui');
  const date = useDate(zone);
  return (
    <div className="banner" role="note">
      <div className="wide">
        <span className="banner-mark">{t('banner.clock.mark')}</span>
        <span>{t('banner.clock.text', { now: date(now) })}</span>
      </div>
    </div>
  );
}
