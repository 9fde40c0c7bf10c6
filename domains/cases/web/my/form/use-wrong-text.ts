import { useTranslation } from 'react-i18next';
import type { ServiceGuide } from '#domains/services/model/index.ts';
import { useSay } from '#platform/ui/say.tsx';
import type { Wrong } from './check.ts';

/** Says what is wrong with a field in words that name it and what would be right. */
export function useWrongText(
  guide: Pick<ServiceGuide, 'form' | 'materials'>,
): (wrong: Wrong) => string {
  const { t } = useTranslation('cases');
  const say = useSay();
  return ({ id, kind, type, min, max }) => {
    const field = guide.form.find((each) => each.id === id);
    const titled = field ?? guide.materials.find((each) => each.id === id);
    const title = titled === undefined ? id : say(titled.title);
    if (kind === 'type') return t(`my.wrong.type.${type}`, { title });
    if (kind === 'rule' && field?.ruleText)
      return t('my.wrong.rule-text', { title, rule: say(field.ruleText) });
    if (kind !== 'range') return t(`my.wrong.${kind}`, { title });
    const bounds = min === '' ? 'most' : max === '' ? 'least' : 'between';
    return t(`my.wrong.${bounds}`, { title, min, max });
  };
}
