import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { Loading } from '#platform/ui/states.tsx';
import { to } from '#platform/ui/urls.ts';

/** The door of the desk opens on what I may act on. */
export default function DeskPage({ params }: PageProps<'/p/$park/desk'>) {
  const router = useRouter();
  const { park } = params;
  useEffect(() => router.history.replace(to.queue({ park, name: 'mine' })), [router, park]);
  return <Loading />;
}
