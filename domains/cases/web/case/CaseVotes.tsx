import { useTranslation } from 'react-i18next';
import { useSay } from '#platform/ui/say.tsx';
import type { CaseView } from '../../model/index.ts';

type Branch = CaseView['branches'][number];

/** What a member of a joint review said; null while it has said nothing. */
function opinionOf({ state, outcome }: Branch): 'pass' | 'fail' | null {
  if (state !== 'done') return null;
  return outcome === 'pass' || outcome === 'fail' ? outcome : null;
}

/** The opinion of one member of a joint review; a no stands out by shape and word. */
export function OpinionMark({ branch }: { readonly branch: Branch }) {
  const { t } = useTranslation('cases');
  const opinion = opinionOf(branch);
  if (opinion === null) return null;
  return <span className={`opinion opinion-${opinion}`}>{t(`case.opinion.${opinion}`)}</span>;
}

/** Branch ids end with the round they were opened in (`review.science#2`). */
const roundOf = ({ id }: Branch): string | undefined => id.split('#')[1];

const isBeside = (one: Branch, other: Branch): boolean =>
  one.id !== other.id && one.step === other.step && roundOf(one) === roundOf(other);

/** The opinions of the joint reviews so far, each with its desk. */
export function CaseVotes({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('cases');
  const say = useSay();
  // What one post finds by itself is no opinion of a joint review; its act stands in the journal.
  const given = view.branches.filter(
    (branch) =>
      opinionOf(branch) !== null && view.branches.some((other) => isBeside(branch, other)),
  );
  if (given.length === 0) return null;
  return (
    <section className="case-part" aria-labelledby="votes">
      <h2 id="votes">{t('case.opinions')}</h2>
      <ul className="case-votes">
        {given.map((branch) => (
          <li key={branch.id}>
            <span>
              {say(branch.title)}
              <span className="case-vote-by">{say(branch.holder)}</span>
            </span>
            <OpinionMark branch={branch} />
          </li>
        ))}
      </ul>
    </section>
  );
}
