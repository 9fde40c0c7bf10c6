import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { pathOf } from '#platform/ui/api.ts';
import { Loading } from '#platform/ui/states.tsx';
import { Say, useSay } from '#platform/ui/say.tsx';
import { useLimit } from '#platform/ui/use-limit.ts';
import type { ServiceGuide } from '../model/index.ts';
import { RuleMark } from './RuleMark.tsx';
import { stepsInOrder } from '../rules/step-order.ts';

type GuidePartProps = { readonly park: string; readonly guide: ServiceGuide };
type Step = ServiceGuide['steps'][number];

/** The drawing brings a layout library; the steps above it are readable before it comes. */
const FlowChart = lazy(async () => ({
  default: (await import('#platform/ui/FlowChart.tsx')).FlowChart,
}));

/** The steps as a line (who, how long, on which rule), then the whole flow as a drawing. */
export function GuideFlow({ park, guide }: GuidePartProps) {
  const { t } = useTranslation('services');
  const bpmn = pathOf('/p/:park/api/services/:code/flow.bpmn', { park, code: guide.card.code });
  return (
    <section className="section" aria-labelledby="flow">
      <h2 id="flow">{t('guide.flow')}</h2>
      <p className="section-lead">
        {t('guide.flow-lead')} <span className="no-print">{t('guide.flow-rules')}</span>
      </p>
      <ol className="steps">
        {stepsInOrder(guide).map((step) => (
          <FlowStep key={step.id} step={step} park={park} guide={guide} />
        ))}
      </ol>
      <h3>{t('guide.drawing')}</h3>
      <Suspense fallback={<Loading />}>
        <FlowChart graph={guide.flow} />
      </Suspense>
      <p className="note no-print">
        <a href={bpmn} download>
          {t('guide.bpmn')}
        </a>
      </p>
    </section>
  );
}

function FlowStep({ step, park, guide }: GuidePartProps & { readonly step: Step }) {
  const limit = useLimit();
  return (
    <li className={step.clock === 'suspended' ? 'step step-paused' : 'step'}>
      <span>
        <span className="step-name">
          <Say text={step.title} />
        </span>
        <span className="step-who">
          <Say text={step.by} />
        </span>
      </span>
      <span className="step-limit">
        {step.limit !== null && limit(step.limit)}
        <ClockNote step={step} />
      </span>
      <RuleMark park={park} guide={guide} clause={step.clause} />
    </li>
  );
}

/** What the clock does during a step, where it does not simply run. */
function ClockNote({ step }: { readonly step: Step }) {
  const { t } = useTranslation('services');
  const say = useSay();
  const limit = useLimit();
  if (step.clock === 'running') return null;
  if (step.clock === 'not-started') return <small>{t('guide.step-not-started')}</small>;
  if (step.ground === null || step.max === null) return <small>{t('guide.step-suspended')}</small>;
  const ground = say(step.ground);
  return <small>{t('guide.step-ground', { ground, max: limit(step.max) })}</small>;
}
