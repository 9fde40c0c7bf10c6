import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '#platform/ui/Field.tsx';
import type { Revisable } from '../../model/index.ts';
import { fenOf, yuanText } from './draft-parts.ts';
import type { Draft } from './draft.ts';

type FeePartProps = {
  readonly revisable: Revisable;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
};

/** What the service costs: nothing, or an amount with the rule that sets it. */
export function FeePart({ revisable, draft, onChange }: FeePartProps) {
  const { t } = useTranslation('services');
  const { fee } = draft;
  const charge = (charged: boolean) =>
    onChange({ ...draft, fee: charged ? (revisable.fee ?? { amountFen: 0, basis: '' }) : null });
  return (
    <section aria-labelledby="revise-fee">
      <h2 id="revise-fee">{t('guide.fee')}</h2>
      <label className="check-line">
        <input
          type="checkbox"
          checked={fee !== null}
          onChange={({ target }) => charge(target.checked)}
        />{' '}
        {t('office.fee.charged')}
      </label>
      {fee !== null && <FeeFields fee={fee} onChange={(to) => onChange({ ...draft, fee: to })} />}
    </section>
  );
}

type FeeFieldsProps = {
  readonly fee: NonNullable<Draft['fee']>;
  readonly onChange: (fee: NonNullable<Draft['fee']>) => void;
};

function FeeFields({ fee, onChange }: FeeFieldsProps) {
  const { t } = useTranslation('services');
  // What is typed may be half an amount; it stays as typed.
  const [yuan, setYuan] = useState(() => (fee.amountFen > 0 ? yuanText(fee.amountFen) : ''));
  const type = (typed: string) => {
    setYuan(typed);
    // Words said of another amount would be wrong now: the guide says the amount itself.
    onChange({ basis: fee.basis, amountFen: fenOf(typed) ?? 0 });
  };
  return (
    <div className="publish">
      <Field
        label={t('office.fee.amount')}
        {...(fenOf(yuan) === undefined && yuan !== '' && { error: t('office.fee.amount-wrong') })}
      >
        {(described) => (
          <input
            {...described}
            className="input"
            inputMode="decimal"
            value={yuan}
            onChange={({ target }) => type(target.value)}
          />
        )}
      </Field>
      <Field label={t('office.fee.basis')} hint={t('office.fee.basis-hint')}>
        {(described) => (
          <input
            {...described}
            className="input"
            maxLength={200}
            value={fee.basis}
            onChange={({ target }) => onChange({ ...fee, basis: target.value })}
          />
        )}
      </Field>
    </div>
  );
}
