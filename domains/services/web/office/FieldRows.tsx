import { useTranslation } from 'react-i18next';
import { useSay } from '#platform/ui/say.tsx';
import type { Revisable } from '../../model/index.ts';
import { withField } from './draft-parts.ts';
import type { Draft } from './draft.ts';

type FieldRowsProps = {
  readonly revisable: Revisable;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
};

/** What the form asks: each question by its name, and whether it must be answered. */
export function FieldRows({ revisable, draft, onChange }: FieldRowsProps) {
  const { t } = useTranslation('services');
  if (revisable.fields.length === 0) return <p className="quiet">{t('office.fields.none')}</p>;
  return (
    <ul className="revise-rows">
      {revisable.fields.map((field) => (
        <FieldRow key={field.id} field={field} draft={draft} onChange={onChange} />
      ))}
    </ul>
  );
}

type FieldRowProps = Omit<FieldRowsProps, 'revisable'> & {
  readonly field: Revisable['fields'][number];
};

function FieldRow({ field, draft, onChange }: FieldRowProps) {
  const { t } = useTranslation('services');
  const say = useSay();
  const name = say(field.title);
  const value = draft.fields[field.id] ?? field;
  const { 'zh-CN': zh, en = '' } = value.title;
  const isChanged =
    zh !== field.title['zh-CN'] ||
    en !== (field.title.en ?? '') ||
    value.required !== field.required;
  const put = (to: Parameters<typeof withField>[2]) => onChange(withField(draft, field.id, to));
  return (
    <li className="revise-row revise-field" data-changed={isChanged}>
      <input
        className="input"
        lang="zh-CN"
        maxLength={120}
        aria-label={t('office.fields.zh', { name })}
        value={zh}
        onChange={({ target }) => put({ title: { ...value.title, 'zh-CN': target.value } })}
      />
      <input
        className="input"
        lang="en"
        maxLength={120}
        placeholder={t('office.fields.en-short')}
        aria-label={t('office.fields.en', { name })}
        value={en}
        onChange={({ target }) => put({ title: { ...value.title, en: target.value } })}
      />
      <label className="revise-check">
        <input
          type="checkbox"
          checked={value.required}
          onChange={({ target }) => put({ required: target.checked })}
        />
        {t('office.fields.required')}
        <span className="unseen">: {name}</span>
      </label>
    </li>
  );
}
