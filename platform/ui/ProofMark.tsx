import { useTranslation } from 'react-i18next';
import { Link } from './Link.tsx';
import type { Url } from './urls.ts';

type ProofMarkProps = {
  readonly state: 'pending' | 'withheld' | 'anchored';
  /** Where the receipt opens; without it the mark is only a word. */
  readonly to?: Url | undefined;
};

/** 已存证 as a small square tick (never like a seal), 待固化 or 回执暂缓 as an empty one. */
export function ProofMark({ state, to }: ProofMarkProps) {
  const { t } = useTranslation('ui');
  const mark = (
    <>
      <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" aria-hidden="true">
        <rect x="1.5" y="1.5" width="13" height="13" rx="1.5" strokeWidth="1.5" />
        {state === 'anchored' && <path d="m4.5 8.2 2.4 2.4 4.6-5" strokeWidth="1.8" />}
      </svg>
      {t(`proof.${state}`)}
    </>
  );
  const className = `proof proof-${state}`;
  if (to === undefined) return <span className={className}>{mark}</span>;
  return (
    <Link to={to} className={className}>
      {mark}
    </Link>
  );
}
