import type { PageProps } from '#platform/ui/page-spec.ts';
import { Sheet } from './Sheet.tsx';

/** 日调度: every open need with its node and holder, for the morning meeting. */
export default function DispatchPage({
  params,
  search,
}: PageProps<'/p/$park/office/rhythm/dispatch'>) {
  return <Sheet park={params.park} kind="dispatch" on={search.on} />;
}
