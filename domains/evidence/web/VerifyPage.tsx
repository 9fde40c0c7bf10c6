import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { Link } from '#platform/ui/Link.tsx';
import { Page } from '#platform/ui/Page.tsx';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { useSay } from '#platform/ui/say.tsx';
import { to } from '#platform/ui/urls.ts';
import type { NodeTitle } from './VerdictPanel.tsx';
import { logQuery, nodesQuery, receiptQuery } from './reads.ts';
import { ParkPolicy } from './ParkPolicy.tsx';
import { VerifyForm } from './VerifyForm.tsx';

/** Verifies a receipt of a park; its published policy is at hand. */
export default function VerifyPage({ params, search }: PageProps<'/p/$park/verify'>) {
  const { park } = params;
  const handed = useHandedReceipt(park, search['receipt']);
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
      {handed.note !== undefined && (
        <p className="note prose">
          <output>{handed.note}</output>
        </p>
      )}
      <VerifyForm
        // A receipt that comes later begins the form anew.
        key={handed.text === '' ? 'empty' : search['receipt']}
        receipt={handed.text}
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

type Handed = { readonly text: string; readonly note?: string };

/** The receipt the address names, to be filled in, and what is to be said of it. */
function useHandedReceipt(park: string, entry = ''): Handed {
  const { t } = useTranslation('evidence');
  const { data, error } = useQuery({ ...receiptQuery(park, entry), enabled: entry !== '' });
  if (data !== undefined) return { text: data, note: t('verify.handed') };
  return error === null ? { text: '' } : { text: '', note: t('verify.not-handed') };
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
