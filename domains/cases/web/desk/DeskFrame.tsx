import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { Page, type Crumb } from '#platform/ui/Page.tsx';
import { useSay } from '#platform/ui/say.tsx';
import { to } from '#platform/ui/urls.ts';
import './desk.css';
import './queue.css';
import './desk-case.css';
import './forms.css';
import './ledger.css';

type DeskFrameProps = {
  readonly park: string;
  readonly title: string;
  readonly lead?: ReactNode;
  readonly heading?: ReactNode;
  /** Between the desk and this page. */
  readonly crumbs?: readonly Crumb[];
  readonly children: ReactNode;
};

/** A page of the desk: its place behind the park and the desk, its title, its content. */
export function DeskFrame({ park, title, lead, heading, crumbs = [], children }: DeskFrameProps) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const me = useMe(park);
  const way = [
    { label: say(me.park.title), to: to.park({ park }) },
    { label: t('desk.title'), to: to.desk({ park }) },
    ...crumbs,
  ];
  return (
    <Page title={title} lead={lead} crumbs={way} heading={heading}>
      {children}
    </Page>
  );
}
