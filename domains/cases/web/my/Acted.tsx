import { createContext, use, useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../model/index.ts';

/** Says what has been done; the case has been read anew by then. */
type Tell = (done: string) => void;

const Telling = createContext<Tell>(() => undefined);

/** Tells the page of a case what has been done on it, see {@link Acted}. */
export const useTellDone = (): Tell => use(Telling);

type ActedProps = { readonly view: CaseView; readonly children: ReactNode };

/**
 * Above what it is about: what has just been done, and what comes next. The button that was pressed
 * is often gone with the act, so the focus goes on from here.
 */
export function Acted({ view, children }: ActedProps) {
  const [told, setTold] = useState<{ readonly done: string }>();
  const { t } = useTranslation('cases');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (told !== undefined) box.current?.focus();
  }, [told]);
  return (
    <Telling value={(done) => setTold({ done })}>
      {told !== undefined && (
        <div ref={box} tabIndex={-1} className="my-acted">
          <strong>{told.done}</strong>
          <span>
            {view.rating.invited && !view.rating.rated ? t('my.rate.next') : view.card.next}
          </span>
        </div>
      )}
      {children}
    </Telling>
  );
}
