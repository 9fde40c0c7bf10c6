import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Node } from '#domains/parties/model.ts';
import { Field } from '#platform/ui/Field.tsx';
import { useSay } from '#platform/ui/say.tsx';
import type { Action, CaseView } from '../../model/case.ts';
import { partOf, type ActionDraft, type SingleNeed } from './action-draft.ts';

type NeedFieldProps = {
  readonly need: SingleNeed;
  readonly draft: ActionDraft;
  readonly onChange: (change: Partial<ActionDraft>) => void;
  readonly isMissing: boolean;
  readonly choices: Action['choices'];
  readonly nodes: readonly Node[];
  readonly view: CaseView;
};

const longTexts: readonly SingleNeed[] = ['reason', 'note'];

/** One thing an action needs: a sentence, a name, or a choice. */
export function NeedField(props: NeedFieldProps) {
  const { need, draft, onChange, isMissing } = props;
  const { t } = useTranslation('cases');
  const options = useOptions(props);
  const value = draft[partOf[need]];
  const set = (text: string) => onChange({ [partOf[need]]: text });
  return (
    <Field
      label={t(`desk.need.${need}`)}
      hint={hasHint(need) ? t(`desk.need-hint.${need}`) : undefined}
      error={isMissing ? t('desk.act.missing') : undefined}
    >
      {(described) => {
        if (options !== undefined)
          return (
            <select
              className="input"
              value={value}
              onChange={(event) => set(event.target.value)}
              {...described}
            >
              <option value="">{t('desk.act.choose')}</option>
              {options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.title}
                </option>
              ))}
            </select>
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

const hasHint = (need: SingleNeed): boolean =>
  need === 'proof' || need === 'person' || need === 'target-role';

/** What may be chosen, where it is a choice; where the server names none, one writes. */
function useOptions({ need, choices, nodes }: NeedFieldProps): Action['choices'] | undefined {
  const say = useSay();
  if (need === 'target-node') {
    // A flow may name the service points it goes to; else it is the whole network.
    const named = choices.filter(({ value }) => nodes.some(({ code }) => code === value));
    return named.length > 0
      ? named
      : nodes.map(({ code, title }) => ({ value: code, title: say(title) }));
  }
  const isChoice = need === 'ground' || need === 'outcome' || need === 'target-role';
  return isChoice && choices.length > 0 ? choices : undefined;
}
