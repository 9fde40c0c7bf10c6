import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MigrationPlan } from '#engines/process/index.ts';
import { act, api, intentKey, pathOf } from '#platform/ui/api.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { useSay } from '#platform/ui/say.tsx';
import { useLimit } from '#platform/ui/use-limit.ts';
import type { MigrationCase, MigrationDryRun, OldEdition } from '../../model/index.ts';
import { MigrationRun, Problem, type Looked } from './MigrationRun.tsx';
import './migration.css';
import { emptyPlan, missingOf, planOfForm, type PlanForm } from './migration-plan.ts';

/** Pages one dry run asks for: 20,000 cases. */
const pagesMax = 200;
const casesPerPage = 100;

type Props = { readonly park: string; readonly old: OldEdition };

/** A plan: where cases go whose step is gone, which limits reach them, why; tried before it is done. */
export function MigrationPlanForm({ park, old }: Props) {
  const { t } = useTranslation('cases');
  const [form, setForm] = useState<PlanForm>(emptyPlan);
  const [looked, setLooked] = useState<Looked>();
  const change = (part: Partial<PlanForm>) => {
    setForm({ ...form, ...part });
    setLooked(undefined);
  };
  const look = useMutation({
    mutationFn: () => lookAtAll(park, planOfForm(old, form)),
    onSuccess: setLooked,
  });
  const missing = missingOf(form);
  const working = look.isPending ? t('office.migration.working') : undefined;
  return (
    <>
      <Choices old={old} form={form} onChange={change} />
      <Button
        look="quiet"
        disabledReason={missing === undefined ? working : t(`office.migration.missing-${missing}`)}
        onClick={() => look.mutate()}
      >
        {t('office.migration.dry-run')}
      </Button>
      {look.error !== null && <Problem error={look.error} />}
      {looked !== undefined && (
        <MigrationRun park={park} plan={planOfForm(old, form)} looked={looked} />
      )}
    </>
  );
}

async function lookAtAll(park: string, plan: MigrationPlan): Promise<Looked> {
  let items: MigrationCase[] = [];
  let cursor: string | undefined;
  for (let count = 0; count < pagesMax; count += 1) {
    const path = pathOf(
      '/p/:park/api/migrations/dry-run',
      { park },
      { cursor, limit: casesPerPage },
    );
    const dryRun = act<MigrationPlan, MigrationDryRun>()('POST', path);
    const page = await api.act(dryRun, { params: {}, body: plan, key: intentKey() });
    items = [...items, ...page.items];
    if (page.next === null) return { findings: page.findings, total: page.total, items };
    cursor = page.next;
  }
  return { findings: [], total: items.length, items };
}

type ChoicesProps = {
  readonly old: OldEdition;
  readonly form: PlanForm;
  readonly onChange: (part: Partial<PlanForm>) => void;
};

function Choices({ old, form, onChange }: ChoicesProps) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const limit = useLimit();
  const toggle = (element: string, on: boolean) =>
    onChange({
      retroactive: on
        ? [...form.retroactive, element]
        : form.retroactive.filter((one) => one !== element),
    });
  return (
    <div className="plan-form">
      {old.gone.map(({ step, title }) => (
        <Field key={step} label={t('office.migration.target', { step: say(title) })}>
          {(described) => (
            <select
              {...described}
              className="input"
              value={form.targets[step] ?? ''}
              onChange={({ target }) =>
                onChange({ targets: { ...form.targets, [step]: target.value } })
              }
            >
              <option value="">{t('office.migration.stay')}</option>
              {old.steps.map((one) => (
                <option key={one.step} value={one.step}>
                  {say(one.title)}
                </option>
              ))}
            </select>
          )}
        </Field>
      ))}
      {old.limits.length > 0 && (
        <fieldset className="field">
          <legend className="field-label">{t('office.migration.retroactive')}</legend>
          {old.limits.map(({ element, title, from, to }) => (
            <label key={element} className="check-line">
              <input
                type="checkbox"
                checked={form.retroactive.includes(element)}
                onChange={({ target }) => toggle(element, target.checked)}
              />{' '}
              {t('office.migration.limit', { title: say(title), from: limit(from), to: limit(to) })}
            </label>
          ))}
        </fieldset>
      )}
      <ClauseChoice old={old} clause={form.clause} onChange={onChange} />
      <Field label={t('office.migration.reason')} hint={t('office.migration.reason-hint')}>
        {(described) => (
          <input
            {...described}
            className="input"
            maxLength={2_000}
            value={form.reason}
            onChange={({ target }) => onChange({ reason: target.value })}
          />
        )}
      </Field>
    </div>
  );
}

type ClauseChoiceProps = {
  readonly old: OldEdition;
  readonly clause: string;
  readonly onChange: (part: Partial<PlanForm>) => void;
};

/** The clause that allows it, chosen from those the edition in force rests on; its words beside. */
function ClauseChoice({ old, clause, onChange }: ClauseChoiceProps) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const chosen = old.clauses.find(({ id }) => id === clause);
  return (
    <>
      <Field label={t('office.migration.clause')} hint={t('office.migration.clause-hint')}>
        {(described) => (
          <select
            {...described}
            className="input"
            value={clause}
            onChange={({ target }) => onChange({ clause: target.value })}
          >
            <option value="">{t('office.migration.clause-choose')}</option>
            {old.clauses.map(({ id, text }) => (
              <option key={id} value={id}>
                {t('office.migration.clause-option', { clause: id, text: begins(say(text)) })}
              </option>
            ))}
          </select>
        )}
      </Field>
      {chosen !== undefined && <p className="quiet">{say(chosen.text)}</p>}
    </>
  );
}

/** Characters of a clause in the choice; the whole text stands below once it is chosen. */
const charactersShown = 40;

const begins = (text: string): string =>
  text.length > charactersShown ? `${text.slice(0, charactersShown)}…` : text;
