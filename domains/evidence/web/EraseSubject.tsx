import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { api, intentKey } from '#platform/ui/api.ts';
import { ApiError } from '#platform/ui/api-error.ts';
import { Button } from '#platform/ui/Button.tsx';
import { useDate } from '#platform/ui/dates.ts';
import { Field } from '#platform/ui/Field.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { to } from '#platform/ui/urls.ts';
import {
  erasureGrounds,
  type ErasureGround,
  type ErasurePreview,
  type ErasureView,
} from '../model.ts';
import { eraseAct, previewQuery, type FoundSubject } from './erasure-reads.ts';
import './erasure.css';

type Props = { readonly park: string; readonly found: FoundSubject };

/** One subject: what goes, what stays, on what ground, and the proof once it is done. */
export function EraseSubject({ park, found }: Props) {
  const { t } = useTranslation('evidence');
  const { data, error } = useQuery(previewQuery(park, found.subject));
  const { erase, ground, setGround } = useErasure(park, found.subject);
  const dialog = useRef<HTMLDialogElement>(null);
  const reason = reasonAgainst({ data, ground, isPending: erase.isPending });
  const confirm = () => {
    dialog.current?.close();
    erase.mutate();
  };
  return (
    <section className="section" aria-labelledby="erase">
      <h2 id="erase">{t('erasure.of', { name: found.name })}</h2>
      {error !== null && <Trouble error={error} />}
      {data !== undefined && <Held park={park} held={data} />}
      <GoesAndStays kind={found.kind} />
      {!erase.isSuccess && (
        <div className="erasure-ground">
          <Ground value={ground} onChange={setGround} />
          <Button
            disabledReason={reason === undefined ? undefined : t(`erasure.${reason}`)}
            onClick={() => dialog.current?.showModal()}
          >
            {t('erasure.act')}
          </Button>
        </div>
      )}
      <div aria-live="polite">
        {erase.data !== undefined && <Erased park={park} done={erase.data} />}
        {erase.error !== null && <Trouble error={erase.error} />}
      </div>
      <Confirmation dialog={dialog} name={found.name} onConfirm={confirm} />
    </section>
  );
}

function useErasure(park: string, subject: string) {
  const query = useQueryClient();
  const [key, setKey] = useState(intentKey);
  const [ground, setGround] = useState<ErasureGround>();
  const erase = useMutation({
    mutationFn: () => {
      // The button says why it cannot be pressed before a ground is chosen.
      const body = { subject, ground: ground ?? 'other' };
      return api.act(eraseAct, { params: { park }, body, key });
    },
    onSettled: async () => {
      setKey(intentKey());
      // What was found stays in sight: a search would find an erased name no more.
      await query.invalidateQueries({ queryKey: ['evidence', park, 'erasures'] });
      await query.invalidateQueries({ queryKey: ['evidence', park, 'erasure', subject] });
    },
  });
  return { erase, ground, setGround };
}

type Standing = {
  readonly data: ErasurePreview | undefined;
  readonly ground: ErasureGround | undefined;
  readonly isPending: boolean;
};

function reasonAgainst({ data, ground, isPending }: Standing): string | undefined {
  if (isPending) return 'working';
  if (data === undefined) return 'looking';
  return ground === undefined ? 'no-ground' : undefined;
}

function Held({ park, held }: { readonly park: string; readonly held: ErasurePreview }) {
  const { t } = useTranslation('evidence');
  const date = useDate(useMe(park).park.zone);
  return (
    <>
      <p className="section-lead">
        {t('erasure.held', { held: held.held, streams: held.streams })}
      </p>
      {held.erasedAt !== null && (
        <p className="note">{t('erasure.before', { at: date(held.erasedAt) })}</p>
      )}
      {held.cases.length > 0 && (
        <p className="note">{t('erasure.cases', { cases: held.cases.join(', ') })}</p>
      )}
    </>
  );
}

/** Words of what is emptied and what the law and the log keep. */
function GoesAndStays({ kind }: { readonly kind: FoundSubject['kind'] }) {
  const { t } = useTranslation('evidence');
  const goes = kind === 'person' ? ['data', 'files', 'drafts', 'name'] : ['data', 'files'];
  const stays = kind === 'person' ? ['log', 'acts', 'account'] : ['log', 'acts', 'firm'];
  return (
    <div className="erasure-sides">
      {[
        { side: 'goes', keys: goes },
        { side: 'stays', keys: stays },
      ].map(({ side, keys }) => (
        <div key={side}>
          <h3>{t(`erasure.${side}.title`)}</h3>
          <ul>
            {keys.map((key) => (
              <li key={key}>{t(`erasure.${side}.${key}`)}</li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

type GroundProps = {
  readonly value: ErasureGround | undefined;
  readonly onChange: (ground: ErasureGround | undefined) => void;
};

function Ground({ value, onChange }: GroundProps) {
  const { t } = useTranslation('evidence');
  return (
    <Field label={t('erasure.ground')} hint={t('erasure.ground-hint')}>
      {(described) => (
        <select
          className="input"
          {...described}
          value={value ?? ''}
          onChange={(event) =>
            onChange(erasureGrounds.find((ground) => ground === event.target.value))
          }
        >
          <option value="">{t('erasure.ground-choose')}</option>
          {erasureGrounds.map((ground) => (
            <option key={ground} value={ground}>
              {t(`erasure.grounds.${ground}`)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function Erased({ park, done }: { readonly park: string; readonly done: ErasureView }) {
  const { t } = useTranslation('evidence');
  const total = Object.values(done.erased).reduce((sum, count) => sum + count, 0);
  return (
    <p>
      <strong>{t('erasure.done')}</strong> {t('erasure.done-count', { count: total })}{' '}
      <Link to={to.receipt({ park, entry: done.entryId })}>{t('erasure.proof')}</Link>
    </p>
  );
}

type ConfirmationProps = {
  readonly dialog: RefObject<HTMLDialogElement | null>;
  readonly name: string;
  readonly onConfirm: () => void;
};

/** Asks once more: what is erased cannot be brought back. */
function Confirmation({ dialog, name, onConfirm }: ConfirmationProps) {
  const { t } = useTranslation('evidence');
  return (
    <dialog ref={dialog} className="confirm" aria-labelledby="erasure-confirm">
      <h2 id="erasure-confirm">{t('erasure.confirm', { name })}</h2>
      <p>{t('erasure.confirm-text')}</p>
      <p className="state-act">
        <Button onClick={onConfirm}>{t('erasure.act')}</Button>{' '}
        <Button look="quiet" onClick={() => dialog.current?.close()}>
          {t('erasure.not-yet')}
        </Button>
      </p>
    </dialog>
  );
}

/** Why something was not done, in the server's words. */
export function Trouble({ error }: { readonly error: Error }) {
  const { t } = useTranslation('evidence');
  const problem = error instanceof ApiError ? error : undefined;
  return (
    <div className="form-error" role="alert">
      <strong>{problem?.title || t('erasure.failed')}</strong>
      {problem?.next !== undefined && <p>{problem.next}</p>}
    </div>
  );
}
