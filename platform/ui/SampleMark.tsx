import { useTranslation } from 'react-i18next';
import type { Localized } from '#platform/text/localized.ts';
import { isNewsBeside } from './sample-mark.ts';
import { useSay } from './say.tsx';

/** 示例: what no source document says. Drawn only where the title does not say it itself. */
export function SampleMark({ title }: { readonly title: Localized | null }) {
  const { t } = useTranslation('ui');
  const say = useSay();
  const mark = t('sample');
  if (title !== null && !isNewsBeside(say(title), mark)) return null;
  return <span className="tag">{mark}</span>;
}
