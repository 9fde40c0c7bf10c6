import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CaseCommand, CaseView } from '../../model/index.ts';
import { giveCommand } from '../case/case-reads.ts';
import { useIntent } from './form/use-intent.ts';

/** Gives commands on a case; afterwards the case and my lists are read anew, also after a refusal. */
export function useCommand(park: string, view: CaseView) {
  const query = useQueryClient();
  const keyOf = useIntent();
  const { number } = view.card;
  return useMutation({
    mutationFn: (body: CaseCommand) => {
      const etag = view.etag;
      return giveCommand({ park, number }, { body, etag, key: keyOf({ body, etag }) });
    },
    onSettled: () =>
      Promise.all([
        query.invalidateQueries({ queryKey: ['cases', park, 'case', number] }),
        query.invalidateQueries({ queryKey: ['cases', park, 'mine'] }),
      ]),
  });
}
