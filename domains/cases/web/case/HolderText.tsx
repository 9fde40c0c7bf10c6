import { useTranslation } from 'react-i18next';
import { useSay } from '#platform/ui/say.tsx';
import type { CaseView } from '../../model/index.ts';

/** Roles that sit at no service point: whoever asks, and the cases of the parts of a matter. */
const placeless: ReadonlySet<string> = new Set(['applicant', 'parts']);

/** Who holds a case now: a post, the applicant, or a post and how many with it in a joint review. */
export function HolderText({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const { holder } = view.card;
  if (holder === null) return '–';
  const role = say(holder.roleTitle);
  if (placeless.has(holder.role)) return role;
  const post = t('case.post', { node: say(holder.nodeTitle), role });
  const active = view.branches.filter(({ state }) => state === 'active');
  if (active.length > 1) return t('case.posts', { post, count: active.length - 1 });
  const delegate = active[0]?.delegate ?? null;
  return delegate === null ? post : `${post} · ${t('case.delegate', { post: say(delegate) })}`;
}
