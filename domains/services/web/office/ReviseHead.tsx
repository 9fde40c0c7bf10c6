import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Field } from '#platform/ui/Field.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Say, useSay } from '#platform/ui/say.tsx';
import { to } from '#platform/ui/urls.ts';
import type { ServiceGuide } from '../../model/index.ts';

type ReviseHeadProps = {
  readonly park: string;
  readonly guide: ServiceGuide;
  readonly clause: string;
};

/** The clause that is being carried out differently: its words, and the choice of another. */
export function ReviseHead({ park, guide, clause }: ReviseHeadProps) {
  const { t } = useTranslation('services');
  const say = useSay();
  const router = useRouter();
  const { card, clauses } = guide;
  const words = clauses[clause];
  const service = card.code;
  const name = t('rule.full', { number: card.standard.number ?? say(card.title), clause });
  const choices = [...new Set([clause, ...Object.keys(clauses)])].toSorted(byNumber);
  return (
    <section className="revise-head" aria-label={name}>
      <p className="clause-quote">
        <strong>
          <Link to={to.clause({ park, code: card.standard.code, clause })}>{name}</Link>
        </strong>
        <br />
        {words === undefined ? t('office.no-words') : <Say text={words} />}
      </p>
      <Field label={t('office.other-clause')}>
        {(described) => (
          <select
            {...described}
            className="input"
            value={clause}
            onChange={({ target }) =>
              router.history.push(to.revise({ park, service, clause: target.value }))
            }
          >
            {choices.map((each) => (
              <option key={each} value={each}>
                {t('office.clause-choice', { clause: each, words: short(say, clauses[each]) })}
              </option>
            ))}
          </select>
        )}
      </Field>
    </section>
  );
}

/** Characters of a clause shown in the choice; the whole text stands beside it. */
const wordsShown = 28;

function short(
  say: (text: ServiceGuide['card']['title']) => string,
  text: ServiceGuide['card']['title'] | undefined,
): string {
  if (text === undefined) return '';
  const words = say(text);
  return words.length > wordsShown ? `${words.slice(0, wordsShown)}…` : words;
}

/** Clauses in the order of their numbers: 5.2 before 5.10. */
function byNumber(one: string, other: string): number {
  const [left, right] = [one.split('.'), other.split('.')];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const difference = Number(left[at] ?? -1) - Number(right[at] ?? -1);
    if (difference !== 0 && !Number.isNaN(difference)) return difference;
  }
  return 0;
}
