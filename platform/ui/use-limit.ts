import { useTranslation } from 'react-i18next';
import { limitParts } from './limit.ts';

/** A function saying a limit as people do: `5wd` → “5 个工作日”. Unknown text is shown as it is. */
export function useLimit(): (limit: string) => string {
  const { t } = useTranslation('ui');
  return (limit) => {
    const parts = limitParts(limit);
    if (parts === undefined) return limit;
    if (parts.unit === 'same-day') return t('limit.same-day');
    return t(`limit.${parts.unit}`, { count: parts.amount });
  };
}
