import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, intentKey } from '#platform/ui/api.ts';
import { Button } from '#platform/ui/Button.tsx';
import { useDate } from '#platform/ui/dates.ts';
import { Link } from '#platform/ui/Link.tsx';
import { Table, type Column } from '#platform/ui/Table.tsx';
import { to } from '#platform/ui/urls.ts';
import type { BundleCard } from '../../model/index.ts';
import { openDraft } from './reads.ts';
import { Refused } from './Refused.tsx';

type At = { readonly park: string; readonly service: string; readonly clause: string };

/** Editions of the service before the latest, each of which a draft may begin from in one press. */
export function EarlierEditions({ editions, ...at }: At & { readonly editions: BundleCard[] }) {
  const { t } = useTranslation('services');
  const date = useDate();
  if (editions.length === 0) return null;
  const columns: Column<BundleCard>[] = [
    {
      key: 'edition',
      title: t('office.restore.edition'),
      cell: ({ edition, effectiveOn }) => (
        <Link to={to.service({ park: at.park, code: at.service, on: effectiveOn })}>
          {t('office.edition-name', { edition })}
        </Link>
      ),
    },
    {
      key: 'effective',
      title: t('office.effective-on'),
      isWhole: true,
      cell: ({ effectiveOn }) => date(effectiveOn),
    },
    {
      key: 'replaced',
      title: t('office.restore.replaced'),
      isWhole: true,
      cell: ({ replacedOn }) => replacedOn !== null && date(replacedOn),
    },
    {
      key: 'act',
      title: t('office.restore.column'),
      cell: (edition) => <RestoreButton {...at} edition={edition} />,
    },
  ];
  return (
    <section className="office-part" aria-labelledby="earlier">
      <h2 id="earlier">{t('office.restore.title')}</h2>
      <p className="section-lead">{t('office.restore.text')}</p>
      <Table
        caption={t('office.restore.caption')}
        columns={columns}
        rows={editions}
        rowKey={({ hash }) => hash}
        stacks
      />
    </section>
  );
}

/** Opens a draft with the content of an earlier edition; its reason can be written out there. */
export function RestoreButton({ edition, ...at }: At & { readonly edition: BundleCard }) {
  const { park, service, clause } = at;
  const { t } = useTranslation('services');
  const query = useQueryClient();
  const router = useRouter();
  const [key, setKey] = useState(intentKey);
  const named = { edition: edition.edition };
  const open = useMutation({
    mutationFn: () => {
      const changes = [{ kind: 'restore' as const, bundle: edition.hash, ...named }];
      const body = { service, clause, reason: t('office.restore.reason', named), changes };
      return api.act(openDraft, { params: { park }, body, key });
    },
    onError: () => setKey(intentKey()),
    onSuccess: async ({ id }) => {
      await query.invalidateQueries({ queryKey: ['services', park, 'revisions'] });
      router.history.push(to.revision({ park, id }));
    },
  });
  return (
    <>
      {open.error !== null && <Refused error={open.error} />}
      <Button
        look="quiet"
        disabledReason={open.isPending ? t('office.saving') : undefined}
        onClick={() => open.mutate()}
      >
        {t('office.restore.act', named)}
      </Button>
    </>
  );
}
