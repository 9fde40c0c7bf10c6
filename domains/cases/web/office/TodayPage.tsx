import type { PageProps } from '#platform/ui/page-spec.ts';
import { Sheet } from './Sheet.tsx';

/** 即日办: what came in today and is not done yet, most pressing first. */
export default function TodayPage({ params, search }: PageProps<'/p/$park/office/rhythm/today'>) {
  return <Sheet park={params.park} kind="today" on={search.on} />;
}
