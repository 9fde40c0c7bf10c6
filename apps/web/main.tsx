import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiError } from '#platform/ui/api-error.ts';
import { startTexts } from '#platform/ui/text-loading.ts';
import { makeRouter } from './router.tsx';
import { slices } from './routes.ts';
import '#platform/ui/css/index.css';

const retriesMax = 2;

/** A refusal is an answer: asking again would not change it. Only faults and lost lines are retried. */
const worthRetrying = (count: number, error: Error): boolean =>
  count < retriesMax && !(error instanceof ApiError && error.status >= 400 && error.status < 500);

const query = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 10_000, retry: worthRetrying, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
});

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

await startTexts(slices, ['ui', 'web']);
// The server's head was for whoever does not run the app; each page says its own from here on.
for (const tag of document.head.querySelectorAll('[data-served]')) tag.remove();
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={query}>
      <RouterProvider router={makeRouter(query)} />
    </QueryClientProvider>
  </StrictMode>,
);
