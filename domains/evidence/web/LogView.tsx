import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { act, api, intentKey, pathOf } from '#platform/ui/api.ts';
import { ApiError } from '#platform/ui/api-error.ts';
import { Button } from '#platform/ui/Button.tsx';
import { useDate } from '#platform/ui/dates.ts';
import { Link } from '#platform/ui/Link.tsx';
import { Page, type Crumb } from '#platform/ui/Page.tsx';
import { useSay } from '#platform/ui/say.tsx';
import { to } from '#platform/ui/urls.ts';
import type { AuditView, LogView as LogFacts } from '../model.ts';
import { LogTrouble, LogTrust } from './LogTrust.tsx';
import { logQuery } from './reads.ts';

const audit = act<Record<string, never>, AuditView>()('POST', '/p/:park/api/log/audit');

type LogProps = { readonly park: string };

/** The park's log as a page; `under` is the page it is found under: verifying, or the office. */
export function LogView({ park, under }: LogProps & { readonly under: Crumb }) {
  const { t } = useTranslation('evidence');
  const say = useSay();
  const me = useMe(park);
  const crumbs = [{ label: say(me.park.title), to: to.park({ park }) }, under];
  return (
    <Page title={t('log.title')} lead={t('log.lead')} crumbs={crumbs}>
      <Log park={park} />
    </Page>
  );
}

/** Who keeps the log, how long it is, what is not yet covered, and what to trust it by. */
function Log({ park }: LogProps) {
  const { data: log } = useSuspenseQuery(logQuery(park));
  const { t } = useTranslation('evidence');
  const me = useMe(park);
  const mayAudit = me.doors.includes('office');
  return (
    <>
      {log.demo && <p className="tag">{t('log.demo')}</p>}
      <LogTrouble park={park} log={log} />
      <Facts park={park} log={log} />
      <p className="state-act no-print">
        <a
          className="button"
          href={pathOf('/p/:park/log/policy', { park })}
          download={`${park}.policy`}
        >
          {t('log.policy')}
        </a>
        <Link className="button button-quiet" to={to.verify({ park })}>
          {t('verify.title')}
        </Link>
      </p>
      <p className="note prose">{t('log.policy-note')}</p>
      <LogTrust park={park} log={log} />
      {mayAudit && <Audit park={park} />}
      <p className="section note prose">{t('verify.statement')}</p>
    </>
  );
}

function Facts({ park, log }: LogProps & { readonly log: LogFacts }) {
  const { t } = useTranslation('evidence');
  const date = useDate(useMe(park).park.zone);
  return (
    <dl className="facts facts-wide">
      <Fact name={t('log.origin')}>
        <span className="hash">{log.origin}</span>
      </Fact>
      <Fact name={t('log.key')}>
        <span className="hash">{log.vkey}</span>
      </Fact>
      <Fact name={t('log.suite-name')}>{t(`log.suite.${log.suite}`)}</Fact>
      <Fact name={t('log.size')}>{t('log.entries', { count: log.size })}</Fact>
      <Fact name={t('log.checkpoint')}>
        {log.checkpointAt === null ? t('log.none-yet') : date(log.checkpointAt)}
      </Fact>
      <Fact name={t('log.root')}>
        <span className="hash">{log.rootBase64 ?? t('fact.none')}</span>
      </Fact>
      <Fact name={t('log.pending')}>
        {log.pending === 0 ? t('log.all-covered') : t('log.entries', { count: log.pending })}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** Hashes every record again and compares it with the log; names the first that disagrees. */
function Audit({ park }: LogProps) {
  const { t } = useTranslation('evidence');
  const [key, setKey] = useState(intentKey);
  const run = useMutation({
    mutationFn: () => api.act(audit, { params: { park }, body: {}, key }),
    // Each press audits anew.
    onSettled: () => setKey(intentKey()),
  });
  return (
    <section className="section no-print" aria-labelledby="audit">
      <h2 id="audit">{t('log.audit')}</h2>
      <p className="section-lead">{t('log.audit-lead')}</p>
      <Button
        look="quiet"
        disabledReason={run.isPending ? t('log.auditing') : undefined}
        onClick={() => run.mutate()}
      >
        {t('log.audit-act')}
      </Button>
      <div aria-live="polite">
        {run.data !== undefined && <Verdict audit={run.data} />}
        {run.error !== null && <Failed error={run.error} />}
      </div>
    </section>
  );
}

function Verdict({ audit: { ok, entries, leaves, broken } }: { readonly audit: AuditView }) {
  const { t } = useTranslation('evidence');
  return (
    <p>
      <strong>{t(ok ? 'log.sound' : 'log.broken')}</strong> {t('log.audited', { entries, leaves })}
      {broken !== null && ` ${t('log.broken-at', { what: broken.what, entry: broken.entryId })}`}
    </p>
  );
}

function Failed({ error }: { readonly error: Error }) {
  const { t } = useTranslation('evidence');
  const problem = error instanceof ApiError ? error : undefined;
  return (
    <div className="form-error" role="alert">
      <strong>{problem?.title || t('log.audit-failed')}</strong>
      {problem?.detail !== undefined && <p>{problem.detail}</p>}
      {problem?.next !== undefined && <p>{problem.next}</p>}
    </div>
  );
}
