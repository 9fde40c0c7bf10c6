import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Node } from '#domains/parties/model.ts';
import { Field } from '#platform/ui/Field.tsx';
import type { Action } from '../../model/case.ts';
import { ChoiceList } from './ChoiceList.tsx';
import { useNeedOptions } from './use-need-options.ts';
import { partOf, type ActionDraft, type SingleNeed } from './action-draft.ts';

type NeedFieldProps = {
  readonly park: string;
  readonly need: SingleNeed;
  readonly verb: string;
  readonly draft: ActionDraft;
  readonly onChange: (change: Partial<ActionDraft>) => void;
  readonly isMissing: boolean;
  readonly choices: Action['choices'];
  readonly nodes: readonly Node[];
};

const longTexts: readonly SingleNeed[] = ['reason', 'note'];

/** One thing an action needs: a sentence, a name, or a choice. */
export function NeedField(props: NeedFieldProps) {
  const { need, verb, draft, onChange, isMissing } = props;
  const { t } = useTranslation('cases');
  const options = useNeedOptions(props);
  const value = draft[partOf[need]];
  const set = (text: string) => onChange({ [partOf[need]]: text });
  return (
    <Field
      label={t(`desk.need-of.${verb}.${need}`, { defaultValue: t(`desk.need.${need}`) })}
      hint={hasHint(need) ? t(`desk.need-hint.${need}`) : undefined}
      error={isMissing ? t('desk.act.missing') : undefined}
    >
      {(described) => {
        if (options !== undefined)
          return (
            <ChoiceList value={value} options={options} onChange={set} described={described} />
          );
        if (longTexts.includes(need))
          return (
            <Input.TextArea
              autoSize={{ minRows: 3, maxRows: 10 }}
              maxLength={4_000}
              value={value}
              onChange={(event) => set(event.target.value)}
              {...described}
            />
          );
        return (
          <Input
            maxLength={need === 'proof' ? 400 : 80}
            value={value}
            onChange={(event) => set(event.target.value)}
            {...described}
          />
        );
      }}
    </Field>
  );
}

const hasHint = (need: SingleNeed): boolean => need === 'proof';
