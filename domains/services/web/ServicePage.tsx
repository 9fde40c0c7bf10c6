import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe } from '#domains/parties/web/index.ts';
import { Page } from '#platform/ui/Page.tsx';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { useSay } from '#platform/ui/say.tsx';
import { to } from '#platform/ui/urls.ts';
import { GuideBasis } from './GuideBasis.tsx';
import { GuideEnds } from './GuideEnds.tsx';
import { GuideFlow } from './GuideFlow.tsx';
import { GuideForm } from './GuideForm.tsx';
import { GuideLater } from './GuideLater.tsx';
import { GuideMaterials } from './GuideMaterials.tsx';
import { GuidePlaces } from './GuidePlaces.tsx';
import { GuideSide } from './GuideSide.tsx';
import { GuideWho } from './GuideWho.tsx';
import { PromiseHead } from './PromiseHead.tsx';
import { guideQuery } from './reads.ts';

/** The guide of one service (办事指南), generated from the running definition. */
export default function ServicePage({ params, search }: PageProps<'/p/$park/services/$code'>) {
  const { park } = params;
  const { data: guide } = useSuspenseQuery(guideQuery({ ...params, on: search.on }));
  const { t } = useTranslation('services');
  const say = useSay();
  const me = useMe(park);
  const title = say(guide.card.title);
  const { summary } = guide.card;
  const description = summary === null ? undefined : say(summary);
  const crumbs = [
    { label: say(me.park.title), to: to.park({ park }) },
    { label: t('catalogue.title'), to: to.services({ park }) },
  ];
  return (
    <Page title={title} description={description} crumbs={crumbs} heading={<></>}>
      <article className="guide">
        <PromiseHead card={guide.card} />
        <GuideSide park={park} guide={guide} />
        <div>
          <GuideWho guide={guide} />
          <GuidePlaces park={park} guide={guide} />
          <GuideMaterials park={park} guide={guide} />
          <GuideForm park={park} guide={guide} />
          <GuideLater park={park} guide={guide} />
          <GuideFlow park={park} guide={guide} />
          <GuideEnds guide={guide} />
          <GuideBasis park={park} guide={guide} />
        </div>
      </article>
    </Page>
  );
}
