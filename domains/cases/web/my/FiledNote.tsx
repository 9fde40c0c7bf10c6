import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from '#platform/ui/Link.tsx';
import { ProofMark } from '#platform/ui/ProofMark.tsx';
import { to } from '#platform/ui/urls.ts';
import type { CaseView } from '../../model/index.ts';

type FiledNoteProps = { readonly park: string; readonly view: CaseView };

/** Right after filing: it is filed, under this number, with this receipt, and this comes next. */
export function FiledNote({ park, view }: FiledNoteProps) {
  const { t } = useTranslation('cases');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const first = view.acts.at(-1);
  return (
    <div ref={box} className="my-filed" tabIndex={-1}>
      <h2>{t('my.filed.title')}</h2>
      <p>
        {t('my.filed.number')} <strong className="my-filed-number">{view.card.number}</strong>
      </p>
      <p>{view.card.next}</p>
      {first !== undefined && (
        <p className="my-filed-proof">
          <ProofMark state={first.proof.state} to={to.receipt({ park, entry: first.entryId })} />
          <span>{t(`my.filed.${first.proof.state}`)}</span>
        </p>
      )}
      <p>
        <Link to={to.my({ park })}>{t('my.filed.back')}</Link>
      </p>
    </div>
  );
}
