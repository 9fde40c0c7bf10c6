import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { useSay } from '#platform/ui/say.tsx';
import { to } from '#platform/ui/urls.ts';
import { formQuery } from '../my/reads.ts';
import { DeskFrame } from './DeskFrame.tsx';
import { FileForm } from './FileForm.tsx';
import '../case/case.css';

/** Files one service for a firm or person who asks at the window, by phone or on a visit. */
export default function FilePage({ params }: PageProps<'/p/$park/desk/file/$service'>) {
  const { park, service } = params;
  const { t } = useTranslation('cases');
  const say = useSay();
  const { data: guide } = useSuspenseQuery(formQuery({ park, code: service }));
  const title = say(guide.card.title);
  return (
    <DeskFrame
      park={park}
      title={t('desk.file.of', { title })}
      lead={t('desk.file.edition', { edition: guide.bundle.edition })}
      crumbs={[{ label: t('desk.file.title'), to: to.deskFile({ park }) }]}
    >
      <FileForm key={service} park={park} guide={guide} />
    </DeskFrame>
  );
}
