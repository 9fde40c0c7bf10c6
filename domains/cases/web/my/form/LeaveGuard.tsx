import { useBlocker } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { DraftKeeper } from './use-draft.ts';

/** Leaving saves what waits first; where that fails, it asks. */
export function LeaveGuard({ draft }: { readonly draft: DraftKeeper }) {
  const { t } = useTranslation('cases');
  const { kind } = draft.state;
  const isUnsaved = kind === 'waiting' || kind === 'failed';
  useBlocker({
    enableBeforeUnload: () => isUnsaved,
    shouldBlockFn: async () => {
      if (await draft.saveNow()) return false;
      // oxlint-disable-next-line no-alert -- the browser's own question also stops a closing tab
      return !window.confirm(t('my.form.leave'));
    },
  });
  return null;
}
