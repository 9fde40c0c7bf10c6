import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#platform/ui/Button.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Page } from '#platform/ui/Page.tsx';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { Say } from '#platform/ui/say.tsx';
import { Loading } from '#platform/ui/states.tsx';
import { to } from '#platform/ui/urls.ts';
import { ProblemNote } from '../case/ProblemNote.tsx';
import { testQuery, type TimedTest } from './reads.ts';
import { TestLines } from './TestLines.tsx';
import './office.css';

/** The director's test: under which clause of which edition, by whom, when, where is the evidence? */
export default function TestPage({ params, search }: PageProps<'/p/$park/office/test'>) {
  const { park } = params;
  const { t } = useTranslation('cases');
  const router = useRouter();
  const [draw, setDraw] = useState(0);
  const test = useQuery(testQuery({ park, number: search.number, draw }));
  const drawAnother = () => {
    setDraw(draw + 1);
    if (search.number !== undefined) router.history.push(to.test({ park }));
  };
  return (
    <Page
      title={t('office.test.title')}
      lead={t('office.test.lead')}
      crumbs={[{ label: t('office.title'), to: to.office({ park }) }]}
    >
      <div className="sheet-act no-print">
        <Button
          disabledReason={test.isFetching ? t('office.test.asking') : undefined}
          onClick={drawAnother}
        >
          {t('office.test.another')}
        </Button>
        <ByNumber key={search.number} park={park} number={search.number ?? ''} />
      </div>
      {test.isPending && <Loading />}
      {test.error !== null && <ProblemNote error={test.error} />}
      {test.error === null && test.data !== undefined && <Answer park={park} test={test.data} />}
    </Page>
  );
}

function ByNumber({ park, number }: { readonly park: string; readonly number: string }) {
  const { t } = useTranslation('cases');
  const router = useRouter();
  const [typed, setTyped] = useState(number);
  const ask = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() !== '') router.history.push(to.test({ park, number: typed.trim() }));
  };
  return (
    <form className="by-number" onSubmit={ask}>
      <Field label={t('office.test.number')}>
        {(described) => (
          <input
            {...described}
            className="input"
            maxLength={80}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        )}
      </Field>
      <button type="submit" className="button button-quiet">
        {t('office.test.ask')}
      </button>
    </form>
  );
}

/** The answer: the case, how long it took, and every act with its four answers. */
function Answer({ park, test }: { readonly park: string; readonly test: TimedTest }) {
  const { t } = useTranslation('cases');
  const seconds = (test.waitedMs / 1000).toFixed(2);
  const without = test.lines.filter(({ clause }) => clause === null).length;
  return (
    <section aria-label={test.number}>
      <output className="test-head">
        <strong>
          <Link to={to.deskCase({ park, number: test.number })}>{test.number}</Link>{' '}
          <Say text={test.serviceTitle} />
        </strong>
        <span>{t('office.test.took', { seconds, server: test.tookMs })}</span>
        <span>
          {without === 0
            ? t('office.test.complete', { count: test.lines.length })
            : t('office.test.without', { count: without })}
        </span>
      </output>
      <TestLines park={park} lines={test.lines} />
    </section>
  );
}
