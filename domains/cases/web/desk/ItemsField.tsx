import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSay } from '#platform/ui/say.tsx';
import type { CaseView } from '../../model/case.ts';
import type { ActionDraft } from './action-draft.ts';

type ItemsFieldProps = {
  readonly draft: ActionDraft;
  readonly onChange: (change: Partial<ActionDraft>) => void;
  readonly isMissing: boolean;
  readonly view: CaseView;
};

/** Most remarks of one return; the server takes no more. */
const itemsMax = 100;

/** Remarks field by field, told all at once (一次告知). */
export function ItemsField({ draft, onChange, isMissing, view }: ItemsFieldProps) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const fields = [...view.answers, ...view.materials].map(({ id, title }) => ({
    value: id,
    title: say(title),
  }));
  const { items } = draft;
  const change = (at: number, part: Partial<ActionDraft['items'][number]>) =>
    onChange({ items: items.map((item, index) => (index === at ? { ...item, ...part } : item)) });
  return (
    <fieldset className="field items-field">
      <legend className="field-label">{t('desk.need.items')}</legend>
      <p className="field-hint">{t('desk.need-hint.items')}</p>
      {isMissing && <p className="field-error">{t('desk.act.missing-items')}</p>}
      <ol>
        {items.map((item, index) => (
          <li key={index} className={isMissing ? 'remark field-wrong' : 'remark'}>
            <select
              className="input"
              aria-label={t('desk.act.item-field', { n: index + 1 })}
              value={item.field}
              onChange={(event) => change(index, { field: event.target.value })}
            >
              <option value="">{t('desk.act.choose-field')}</option>
              {fields.map((field) => (
                <option key={field.value} value={field.value}>
                  {field.title}
                </option>
              ))}
            </select>
            <Input.TextArea
              autoSize={{ minRows: 1, maxRows: 6 }}
              maxLength={1_000}
              aria-label={t('desk.act.item-text', { n: index + 1 })}
              placeholder={t('desk.act.item-placeholder')}
              value={item.text}
              onChange={(event) => change(index, { text: event.target.value })}
            />
            <Button
              type="text"
              aria-label={t('desk.act.item-remove', { n: index + 1 })}
              onClick={() => onChange({ items: items.filter((_, each) => each !== index) })}
            >
              ×
            </Button>
          </li>
        ))}
      </ol>
      <Button
        disabled={items.length >= itemsMax}
        onClick={() => onChange({ items: [...items, { field: '', text: '' }] })}
      >
        {t('desk.act.item-add')}
      </Button>
    </fieldset>
  );
}
