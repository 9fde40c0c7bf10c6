import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { Link } from '#platform/ui/Link.tsx';
import { Page } from '#platform/ui/Page.tsx';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { useSay } from '#platform/ui/say.tsx';
import { to } from '#platform/ui/urls.ts';
import type { NodeTitle } from './VerdictPanel.tsx';
import { logQuery, nodesQuery } from './reads.ts';
import { ParkPolicy } from './ParkPolicy.tsx';
import { VerifyForm } from './VerifyForm.tsx';

/** Verifies a receipt of a park; its published policy is at hand. */
export default function VerifyPage({ params }: PageProps<'/p/$park/verify'>) {
  const { park } = params;
  const { t } = useTranslation('evidence');
  const say = useSay();
  const me = useMe(park);
  const nodeTitle = useNodeTitles(park);
  return (
    <Page
      title={t('verify.title')}
      lead={t('verify.lead')}
      crumbs={[{ label: say(me.park.title), to: to.park({ park }) }]}
    >
      <VerifyForm
        zone={me.park.zone}
        nodeTitle={nodeTitle}
        policySource={(fill) => <ParkPolicy park={park} onPolicy={fill} />}
      />
      <p className="section no-print">
        <Link to={to.log({ park })}>{t('log.title')}</Link>
      </p>
    </Page>
  );
}

/** Titles of this park's service points, for receipts of its own log; without a line there are none. */
function useNodeTitles(park: string): NodeTitle {
  const say = useSay();
  const log = useQuery(logQuery(park));
  const nodes = useQuery(nodesQuery(park));
  return (of) => {
    if (of.log !== log.data?.origin) return undefined;
    const found = nodes.data?.items.find(({ code }) => code === of.node);
    return found === undefined ? undefined : say(found.title);
  };
}
