import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from './api-error.ts';
import { Button, ButtonLink } from './Button.tsx';
import { PageTitle } from './PageTitle.tsx';
import { parkOf, to } from './urls.ts';

/** Waiting for data: the shape of a page, announced once. */
export function Loading() {
  const { t } = useTranslation('ui');
  return (
    <output aria-label={t('state.loading')} className="waiting">
      <span />
      <span />
      <span />
      <span />
    </output>
  );
}

type StateProps = {
  readonly title: string;
  readonly children?: ReactNode;
  /** Rank of the heading: 1 where the state is the whole page, 2 within one, 3 under a heading. */
  readonly rank?: 1 | 2 | 3;
};

/** Nothing here yet; the text says what to do about it. */
export function Empty({ title, children, rank = 2 }: StateProps) {
  const Heading = `h${rank}` as const;
  return (
    <div className={rank === 3 ? 'state state-within' : 'state'}>
      <Heading>{title}</Heading>
      {children}
    </div>
  );
}

/** The address names nothing; where the server said why, its words come first. */
export function Missing({ error }: { readonly error?: ApiError }) {
  const { t } = useTranslation('ui');
  const title = error?.title || t('state.missing.title');
  return (
    <Empty title={title} rank={1}>
      <PageTitle title={title} />
      <p>{error?.detail ?? t('state.missing.text')}</p>
      {error?.next !== undefined && <p>{error.next}</p>}
      <WayBack of={error} />
    </Empty>
  );
}

/** Where to go on from a page that cannot be shown: the park's home, or the list of parks. */
function WayBack({ of }: { readonly of: ApiError | undefined }) {
  const { t } = useTranslation('ui');
  const park = of?.code === 'http.park_not_found' ? undefined : parkOf(window.location.pathname);
  return (
    <p className="state-act">
      {park === undefined ? (
        <ButtonLink to={to.parks()}>{t('state.home.parks')}</ButtonLink>
      ) : (
        <ButtonLink to={to.park({ park })}>{t('state.home.park')}</ButtonLink>
      )}
    </p>
  );
}

/** The person may not see this; says why and what would make it possible. */
export function Forbidden({ error }: { readonly error: ApiError }) {
  const { t } = useTranslation('ui');
  return (
    <Empty title={error.title || t('state.forbidden.title')} rank={1}>
      <PageTitle title={t('state.forbidden.title')} />
      <p>{error.detail ?? t('state.forbidden.text')}</p>
      {error.next !== undefined && <p>{error.next}</p>}
      <WayBack of={error} />
      <Code error={error} />
    </Empty>
  );
}

/** Nobody is signed in; after signing in the person comes back to the same address. */
export function SignedOut() {
  const { t } = useTranslation('ui');
  const next = window.location.pathname + window.location.search;
  return (
    <Empty title={t('state.signed-out.title')} rank={1}>
      <PageTitle title={t('state.signed-out.title')} />
      <p>{t('state.signed-out.text')}</p>
      <p className="state-act">
        <ButtonLink to={to.signIn({ next })}>{t('state.signed-out.act')}</ButtonLink>
      </p>
    </Empty>
  );
}

type BrokenProps = { readonly error: ApiError | undefined; readonly onRetry: () => void };

/** Something failed: the server's own words where it gave any, a second try, a number to quote. */
export function Broken({ error, onRetry }: BrokenProps) {
  const { t } = useTranslation('ui');
  const kind = error?.status === 0 ? 'offline' : 'broken';
  return (
    <div role="alert">
      <Empty title={error?.title || t(`state.${kind}.title`)} rank={1}>
        <PageTitle title={t(`state.${kind}.title`)} />
        <p>{error?.detail ?? t(`state.${kind}.text`)}</p>
        {error?.next !== undefined && <p>{error.next}</p>}
        <p className="state-act">
          <Button onClick={onRetry}>{t('state.retry')}</Button>
        </p>
        {error !== undefined && <Code error={error} />}
      </Empty>
    </div>
  );
}

function Code({ error }: { readonly error: ApiError }) {
  const { t } = useTranslation('ui');
  const { code, clause, requestId } = error;
  const parts = [
    t('state.code', { code }),
    ...(clause === undefined ? [] : [t('clause.label', { number: clause })]),
    ...(requestId === undefined ? [] : [t('state.request', { requestId })]),
  ];
  return <p className="state-code">{parts.join(' · ')}</p>;
}
