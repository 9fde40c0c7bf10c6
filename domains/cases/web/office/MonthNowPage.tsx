import { useMe } from '#domains/parties/web/index.ts';
import { dayIn } from '#platform/ui/dates.ts';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { MonthView } from './MonthView.tsx';

/** The summary of the month that runs. */
export default function MonthNowPage({ params }: PageProps<'/p/$park/office/rhythm/month'>) {
  const { zone, now } = useMe(params.park).park;
  return <MonthView park={params.park} month={dayIn(zone, now).slice(0, 7)} />;
}
