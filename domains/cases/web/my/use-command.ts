import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Action, CaseCommand, CaseView } from '../../model/index.ts';
import { giveCommand } from '../case/case-reads.ts';
import { useTellDone } from './Acted.tsx';
import { useIntent } from './form/use-intent.ts';

/**
 * Gives an act on a case; afterwards the case and my lists are read anew, also after a refusal, and
 * the page says what was done, in the words of the act.
 */
export function useCommand(park: string, view: CaseView, { title }: Pick<Action, 'title'>) {
  const { t } = useTranslation('cases');
  const tell = useTellDone();
  const query = useQueryClient();
  const keyOf = useIntent();
  const { number } = view.card;
  return useMutation({
    mutationFn: (body: CaseCommand) => {
      const etag = view.etag;
      return giveCommand({ park, number }, { body, etag, key: keyOf({ body, etag }) });
    },
    onSettled: async (_acted, error) => {
      await Promise.all([
        query.invalidateQueries({ queryKey: ['cases', park, 'case', number] }),
        query.invalidateQueries({ queryKey: ['cases', park, 'mine'] }),
      ]);
      if (error === null) tell(t('my.acted', { act: title }));
    },
  });
}
