import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Page } from '#platform/ui/Page.tsx';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { Empty } from '#platform/ui/states.tsx';
import { Table } from '#platform/ui/Table.tsx';
import { __nouns__Query } from './reads.ts';

/** The latest __nouns__ of a park. */
export default function __Nouns__Page({ params }: PageProps<'/p/$park/__nouns__'>) {
  const { data } = useSuspenseQuery(__nouns__Query(params.park));
  const { t } = useTranslation('__nouns__');
  const columns = [
    { key: 'title', title: t('column.title'), cell: ({ title }: { title: string }) => title },
  ];
  return (
    <Page title={t('title')} crumbs={[]}>
      {data.items.length === 0 ? (
        <Empty title={t('none')} />
      ) : (
        <Table caption={t('title')} columns={columns} rows={data.items} rowKey={(row) => row.id} />
      )}
    </Page>
  );
}
