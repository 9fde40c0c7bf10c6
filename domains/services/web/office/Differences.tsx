import { useTranslation } from 'react-i18next';
import { useSay } from '#platform/ui/say.tsx';
import { Table, type Column } from '#platform/ui/Table.tsx';
import { useLimit } from '#platform/ui/use-limit.ts';
import type { Revisable, Revision } from '../../model/index.ts';
import { shownCell } from './draft-parts.ts';

type Difference = Revision['differences'][number];
type DifferencesProps = {
  readonly differences: readonly Difference[];
  readonly roles: Revisable['roles'];
};

/** What a revision changes, from what to what, in the words of the guide. */
export function Differences({ differences, roles }: DifferencesProps) {
  const { t } = useTranslation('services');
  const say = useSay();
  const words = useValueWords(roles);
  const columns: Column<Difference>[] = [
    { key: 'title', title: t('office.diff.element'), cell: (each) => say(each.title) },
    { key: 'what', title: t('office.diff.what'), cell: (each) => whatWords(each, t) },
    { key: 'from', title: t('office.diff.from'), cell: (each) => <del>{words(each, 'from')}</del> },
    {
      key: 'to',
      title: t('office.diff.to'),
      cell: (each) => <strong>{words(each, 'to')}</strong>,
    },
  ];
  return (
    <section className="office-part compare" aria-labelledby="differences">
      <h2 id="differences">{t('office.differences')}</h2>
      {differences.length === 0 ? (
        <p>{t('office.no-differences')}</p>
      ) : (
        <Table
          caption={t('office.differences-caption')}
          columns={columns}
          rows={differences}
          rowKey={(each) => each.element}
          stacks
        />
      )}
    </section>
  );
}

type What =
  | 'fee'
  | 'cell'
  | 'field'
  | 'limit'
  | 'role'
  | 'required'
  | 'material'
  | 'step'
  | 'end'
  | 'ways'
  | 'name'
  | 'rest';

/** Which property of an element differs, by the end of its path. */
function whatOf({ element }: Difference): What {
  if (element === 'fee' || element === 'rest') return element;
  if (element.startsWith('tables.')) return 'cell';
  if (element.startsWith('form.')) return element.endsWith('.title') ? 'field' : 'required';
  if (element.endsWith('.title')) return 'name';
  if (element.startsWith('flow.ends.')) return 'end';
  if (/^flow\.steps\.[^.]+$/.test(element)) return 'step';
  if (element.endsWith('.do')) return 'ways';
  if (element.startsWith('materials.'))
    return element.endsWith('.required') ? 'required' : 'material';
  return element.endsWith('.by') ? 'role' : 'limit';
}

/** What differs, in words; a cell of a table with its row. */
function whatWords(
  difference: Difference,
  t: (key: string, values?: Record<string, unknown>) => string,
): string {
  const row = /^tables\.[^.]+\.rows\.(\d+)\./.exec(difference.element)?.[1];
  return t(`office.diff.${whatOf(difference)}`, { row });
}

/** A value of a difference as people say it: a limit, a post, yes or no. */
function useValueWords(roles: Revisable['roles']) {
  const { t } = useTranslation('services');
  const say = useSay();
  const limit = useLimit();
  return (difference: Difference, side: 'from' | 'to'): string => {
    const value = difference[side];
    const what = whatOf(difference);
    if (value === '') return t('office.diff.nothing');
    if (difference.ways !== null) {
      const ways = difference.ways[side].map(({ title, to }) => `${say(title)} → ${say(to)}`);
      return ways.join(t('office.diff.and'));
    }
    // What came or went is its title, which stands there in both languages.
    if (value === difference.title['zh-CN']) return say(difference.title);
    if (what === 'rest') return t(`office.diff.${value}`);
    if (what === 'limit') return limit(value);
    if (what === 'cell') return shownCell(value);
    if (what === 'required') {
      const kind = difference.element.startsWith('form.') ? 'answer-' : '';
      return t(`office.diff.${kind}${value}`);
    }
    const role = what === 'role' ? roles.find((each) => each.role === value) : undefined;
    return role === undefined ? value : say(role.title);
  };
}
