import type { PageProps } from '#platform/ui/page-spec.ts';
import { Sheet } from './Sheet.tsx';

/** 周推进: what has not moved on, each line with its decision of the week. */
export default function WeekPage({ params, search }: PageProps<'/p/$park/office/rhythm/week'>) {
  return <Sheet park={params.park} kind="week" on={search.on} />;
}
