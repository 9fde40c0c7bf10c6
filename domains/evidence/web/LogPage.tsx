import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { Page } from '#platform/ui/Page.tsx';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { useSay } from '#platform/ui/say.tsx';
import { to } from '#platform/ui/urls.ts';
import { LogView } from './LogView.tsx';

/** The park's log, for everybody. */
export default function LogPage({ params }: PageProps<'/p/$park/log'>) {
  const { park } = params;
  const { t } = useTranslation('evidence');
  const say = useSay();
  const me = useMe(park);
  const crumbs = [
    { label: say(me.park.title), to: to.park({ park }) },
    { label: t('verify.title'), to: to.verify({ park }) },
  ];
  return (
    <Page title={t('log.title')} lead={t('log.lead')} crumbs={crumbs}>
      <LogView park={park} />
    </Page>
  );
}
