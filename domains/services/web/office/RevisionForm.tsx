import { useBlocker } from '@tanstack/react-router';
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#platform/ui/Button.tsx';
import { Field } from '#platform/ui/Field.tsx';
import type { Change, Revisable } from '../../model/index.ts';
import { changesOf, draftOf, faultOf, type Draft } from './draft.ts';
import { FeePart } from './FeePart.tsx';
import { FieldRows } from './FieldRows.tsx';
import { LimitPicker } from './LimitPicker.tsx';
import { MaterialRows } from './MaterialRows.tsx';
import { Refused } from './Refused.tsx';
import { StepRows } from './StepRows.tsx';
import { TableCells } from './TableCells.tsx';
import { useSay } from '#platform/ui/say.tsx';

/** What the form hands over when it is saved. */
export type SavedDraft = { readonly reason: string; readonly changes: Change[] };

type RevisionFormProps = {
  readonly revisable: Revisable;
  readonly saved: { readonly reason: string; readonly changes: readonly Change[] };
  readonly isSaving: boolean;
  readonly error: Error | null;
  /** Saves; the form counts as saved from then on unless it fails. */
  readonly onSave: (draft: SavedDraft) => Promise<unknown>;
};

/** Revises limits, roles, materials, fee, form and tables by controls only, with the reason. */
export function RevisionForm({ revisable, saved, isSaving, error, onSave }: RevisionFormProps) {
  const { t } = useTranslation('services');
  const [draft, setDraft] = useState(() => draftOf(revisable, saved.changes));
  const [reason, setReason] = useState(saved.reason);
  const { isTouched, setTouched } = useLeavingAsks(t('office.leave'));
  const changes = changesOf(revisable, draft);
  const fault = useFaultWords(revisable, draft);
  const touch = (next: typeof draft) => {
    setDraft(next);
    setTouched(true);
  };
  return (
    <div className="revise">
      {error !== null && <Refused error={error} />}
      <PromisePart revisable={revisable} draft={draft} onChange={touch} />
      <StepsPart revisable={revisable} draft={draft} onChange={touch} />
      <section aria-labelledby="revise-materials">
        <h2 id="revise-materials">{t('office.materials')}</h2>
        <MaterialRows revisable={revisable} draft={draft} onChange={touch} />
      </section>
      <MoreParts revisable={revisable} draft={draft} onChange={touch} />
      <Field label={t('office.reason')} hint={t('office.reason-hint')}>
        {(described) => (
          <textarea
            {...described}
            className="input revise-reason"
            maxLength={2000}
            value={reason}
            onChange={({ target }) => {
              setReason(target.value);
              setTouched(true);
            }}
          />
        )}
      </Field>
      <p className="state-act">
        <Button
          disabledReason={
            isSaving ? t('office.saving') : (fault ?? whyNot({ changes, reason, isTouched }, t))
          }
          onClick={() =>
            void onSave({ reason: reason.trim(), changes }).then(
              () => setTouched(false),
              // The refusal is shown at the top; what was typed stays and still counts as unsaved.
              () => undefined,
            )
          }
        >
          {t('office.save')}
        </Button>
      </p>
    </div>
  );
}

type PartProps = {
  readonly revisable: Revisable;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
};

/** The promise of the whole service, where it makes one. */
function PromisePart({ revisable, draft, onChange }: PartProps) {
  const { t } = useTranslation('services');
  if (revisable.promised === null) return null;
  return (
    <section aria-labelledby="revise-promise">
      <h2 id="revise-promise">{t('office.promise')}</h2>
      <div className="revise-rows">
        <div className="revise-row" data-changed={draft.promised !== revisable.promised}>
          <span className="revise-name">{t('office.promise-of')}</span>
          <LimitPicker
            name={t('office.promise')}
            value={draft.promised}
            onChange={(promised) => onChange({ ...draft, promised })}
          />
        </div>
      </div>
    </section>
  );
}

/** The steps that rest on the clause; the others are one press away. */
function StepsPart(props: PartProps) {
  const { t } = useTranslation('services');
  const { clause, steps } = props.revisable;
  const under = steps.filter(
    (step) => step.clause === clause || step.clause.startsWith(`${clause}.`),
  );
  const others = steps.filter((step) => !under.includes(step));
  return (
    <section aria-labelledby="revise-steps">
      <h2 id="revise-steps">{t('office.steps', { clause })}</h2>
      {under.length === 0 ? (
        <p className="quiet">{t('office.no-steps')}</p>
      ) : (
        <StepRows {...props} steps={under} />
      )}
      {others.length > 0 && (
        <details open={under.length === 0}>
          <summary>{t('office.other-steps', { count: others.length })}</summary>
          <StepRows {...props} steps={others} />
        </details>
      )}
    </section>
  );
}

/** What changes less often, one press away; open at first where the draft has changed it. */
function MoreParts(props: PartProps) {
  const { t } = useTranslation('services');
  const { revisable, draft } = props;
  const kinds = new Set(changesOf(revisable, draft).map(({ kind }) => kind));
  return (
    <>
      <More title={t('office.fee.open')} isChanged={kinds.has('fee')}>
        <FeePart {...props} />
      </More>
      <More
        title={t('office.fields.open', { count: revisable.fields.length })}
        isChanged={kinds.has('field-title') || kinds.has('field-required')}
      >
        <FieldRows {...props} />
      </More>
      {revisable.tables.length > 0 && (
        <More
          title={t('office.tables.open', { count: revisable.tables.length })}
          isChanged={kinds.has('table-cell')}
        >
          <TableCells {...props} />
        </More>
      )}
    </>
  );
}

type MoreProps = {
  readonly title: string;
  readonly isChanged: boolean;
  readonly children: ReactNode;
};

function More({ title, isChanged, children }: MoreProps) {
  const [isOpen, setOpen] = useState(isChanged);
  return (
    <details
      className="revise-more"
      open={isOpen}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>{title}</summary>
      {children}
    </details>
  );
}

/** What in the draft must be put right before it can be saved, in words; undefined where nothing. */
function useFaultWords(revisable: Revisable, draft: Draft): string | undefined {
  const { t } = useTranslation('services');
  const say = useSay();
  const fault = faultOf(revisable, draft);
  if (fault === undefined) return undefined;
  if (fault.kind !== 'limit') return t(`office.fault.${fault.kind}`);
  const step = revisable.steps.find(({ id }) => id === fault.step);
  return t('office.fault.limit', {
    name: step === undefined ? t('office.promise') : say(step.title),
  });
}

type Readiness = {
  readonly changes: readonly Change[];
  readonly reason: string;
  readonly isTouched: boolean;
};

/** Why the draft cannot be saved now; undefined when it can. */
function whyNot(
  { changes, reason, isTouched }: Readiness,
  t: (key: string) => string,
): string | undefined {
  if (changes.length === 0) return t('office.nothing-changed');
  if (reason.trim() === '') return t('office.reason-missing');
  return isTouched ? undefined : t('office.saved');
}

/** Nothing typed is lost by a slip: leaving asks while something is not saved. */
function useLeavingAsks(question: string) {
  const [isTouched, setState] = useState(false);
  // Read when somebody leaves, which may be before the next drawing.
  const now = useRef(false);
  const setTouched = (touched: boolean) => {
    now.current = touched;
    setState(touched);
  };
  useBlocker({
    shouldBlockFn: () => now.current && !window.confirm(question),
    enableBeforeUnload: () => now.current,
  });
  return { isTouched, setTouched };
}
