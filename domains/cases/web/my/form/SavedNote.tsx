import { useTranslation } from 'react-i18next';
import { useDate } from '#platform/ui/dates.ts';
import type { DraftState } from './use-draft.ts';

type SavedNoteProps = { readonly state: DraftState; readonly zone: string };

/** Says whether what is typed is kept. */
export function SavedNote({ state, zone }: SavedNoteProps) {
  const { t } = useTranslation('cases');
  const date = useDate(zone);
  const words =
    state.kind === 'saved'
      ? t('my.draft.saved', { at: date(state.at) })
      : t(`my.draft.${state.kind}`);
  return <output className="note">{words}</output>;
}
