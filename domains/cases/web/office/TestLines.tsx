import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { useDate } from '#platform/ui/dates.ts';
import { Link } from '#platform/ui/Link.tsx';
import { ProofMark } from '#platform/ui/ProofMark.tsx';
import { Table, type Column } from '#platform/ui/Table.tsx';
import { to } from '#platform/ui/urls.ts';
import type { DirectorsTest } from '../../model/index.ts';

type Line = DirectorsTest['lines'][number];
type TestLinesProps = { readonly park: string; readonly lines: readonly Line[] };

/** Characters of a fingerprint that tell editions apart at a glance; the whole stands in the title. */
const hashShown = 10;

/** Every act of a case: clause with its words, edition, post, time, evidence. */
export function TestLines({ park, lines }: TestLinesProps) {
  const { t } = useTranslation('cases');
  const date = useDate(useMe(park).park.zone);
  const columns: Column<Line>[] = [
    { key: 'act', title: t('office.column.act'), cell: ({ title }) => title },
    {
      key: 'clause',
      title: t('office.column.clause'),
      cell: (line) => <ClauseOf park={park} line={line} />,
    },
    {
      key: 'edition',
      title: t('office.column.edition'),
      isWhole: true,
      cell: ({ edition, bundle }) => (
        <>
          {t('office.test.edition', { edition })}{' '}
          <span className="hash item-text" title={bundle}>
            {bundle.slice(0, hashShown)}
          </span>
        </>
      ),
    },
    { key: 'actor', title: t('office.column.actor'), cell: ({ actor }) => actor },
    { key: 'at', title: t('office.column.at'), isWhole: true, cell: ({ at }) => date(at) },
    {
      key: 'proof',
      title: t('office.column.proof'),
      cell: ({ proof, entryId }) => (
        <ProofMark state={proof.state} to={to.receipt({ park, entry: entryId })} />
      ),
    },
  ];
  return (
    <Table
      caption={t('office.test.caption')}
      columns={columns}
      rows={lines}
      rowKey={({ entryId }) => entryId}
      stacks
    />
  );
}

/** The clause of a standard with its words; it leads to the page of the standard. */
function ClauseOf({ park, line }: { readonly park: string; readonly line: Line }) {
  const { t } = useTranslation('cases');
  const { standard, clause, clauseText } = line;
  if (clause === null) return t('office.test.no-clause');
  const words = t('office.test.clause', { number: standard.number, clause });
  return (
    <>
      {standard.code === '' ? (
        words
      ) : (
        <Link to={to.clause({ park, code: standard.code, clause })}>{words}</Link>
      )}
      {clauseText !== null && <span className="item-text">{clauseText}</span>}
    </>
  );
}
