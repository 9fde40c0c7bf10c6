import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { Link } from '#platform/ui/Link.tsx';
import { Page } from '#platform/ui/Page.tsx';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { useSay } from '#platform/ui/say.tsx';
import { to } from '#platform/ui/urls.ts';
import { ParkPolicy } from './ParkPolicy.tsx';
import { VerifyForm } from './VerifyForm.tsx';

/** Verifies a receipt of a park; its published policy is at hand. */
export default function VerifyPage({ params }: PageProps<'/p/$park/verify'>) {
  const { park } = params;
  const { t } = useTranslation('evidence');
  const say = useSay();
  const me = useMe(park);
  return (
    <Page
      title={t('verify.title')}
      lead={t('verify.lead')}
      crumbs={[{ label: say(me.park.title), to: to.park({ park }) }]}
    >
      <VerifyForm
        zone={me.park.zone}
        policySource={(fill) => <ParkPolicy park={park} onPolicy={fill} />}
      />
      <p className="section no-print">
        <Link to={to.log({ park })}>{t('log.title')}</Link>
      </p>
    </Page>
  );
}
