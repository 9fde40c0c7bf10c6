import type { PageProps } from '#platform/ui/page-spec.ts';
import { MonthView } from './MonthView.tsx';

/** The summary of the month named in the address. */
export default function MonthPage({ params }: PageProps<'/p/$park/office/rhythm/month/$month'>) {
  return <MonthView park={params.park} month={params.month} />;
}
