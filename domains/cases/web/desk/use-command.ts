import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { intentKey } from '#platform/ui/api.ts';
import { ApiError } from '#platform/ui/api-error.ts';
import type { Acted, Action, ActView, CaseCommand, CaseView } from '../../model/case.ts';
import { caseQuery, giveCommand } from '../case/case-reads.ts';
import { actionName } from './action-groups.ts';

type Input = CaseCommand['input'];
type Done = { readonly title: string; readonly phase: Acted['phase'] };

/** The one way to act from the panel, and what came of the last press. */
export type Commanding = {
  readonly send: (action: Action, input: Input, onSent?: () => void) => void;
  readonly isBusy: boolean;
  readonly done: Done | undefined;
  /** Acts of others since the person saw the case; what was typed is still there. */
  readonly changed: readonly ActView[] | undefined;
  readonly error: ApiError | undefined;
};

const isStale = (error: ApiError): boolean => error.status === 412 || error.status === 428;

/** No answer came, or the server was away: the same press may be tried again as the same act. */
const mayRepeat = (error: ApiError): boolean => error.status === 0 || error.status >= 500;

/** Sends commands under the version the person sees; a repeated press after a lost line is one act. */
export function useCommand(on: {
  readonly park: string;
  readonly view: CaseView;
  readonly onDone: () => void;
}): Commanding {
  const { park, view, onDone } = on;
  const { number } = view.card;
  const query = useQueryClient();
  const [done, setDone] = useState<Done>();
  const [changed, setChanged] = useState<readonly ActView[]>();
  const intent = useRef({ name: '', key: '' });
  const keyOf = (name: string) => {
    if (intent.current.name !== name) intent.current = { name, key: intentKey() };
    return intent.current.key;
  };
  const sending = useMutation<Acted, Error, { action: Action; input: Input }>({
    mutationFn: ({ action, input }) => {
      const body = { verb: action.verb, branch: action.branch, input };
      const key = keyOf(actionName(action) + JSON.stringify(input) + view.etag);
      return giveCommand({ park, number }, { body, key, etag: view.etag });
    },
    onMutate: () => {
      setDone(undefined);
      setChanged(undefined);
    },
    onSuccess: async (acted, { action }) => {
      intent.current = { name: '', key: '' };
      setDone({ title: action.title, phase: acted.phase });
      onDone();
      await query.invalidateQueries({ queryKey: ['cases', park] });
    },
    onError: async (error) => {
      if (!(error instanceof ApiError)) return;
      if (!mayRepeat(error)) intent.current = { name: '', key: '' };
      if (!isStale(error)) return;
      const fresh = await query.fetchQuery({ ...caseQuery({ park, number }), staleTime: 0 });
      setChanged(fresh.acts.filter((act) => act.seq > Number(view.etag)));
    },
  });
  const { error } = sending;
  const isShown = error instanceof ApiError && !isStale(error);
  return {
    send: (action, input, onSent) =>
      sending.mutate({ action, input }, onSent === undefined ? {} : { onSuccess: onSent }),
    isBusy: sending.isPending,
    done,
    changed,
    error: isShown ? error : undefined,
  };
}
