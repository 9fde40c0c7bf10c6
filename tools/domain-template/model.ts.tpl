import { z } from 'zod';

/** The states of a __noun__. */
export const __noun__States = ['open', 'closed'] as const;

/** A __noun__ as the API shows it. */
export const __noun__ = z.object({
  id: z.uuid(),
  title: z.string().min(1).max(200),
  state: z.enum(__noun__States),
  /** ISO instant in UTC. */
  openedAt: z.string(),
  closedAt: z.string().nullable(),
});

/** Shape of {@link __noun__}. */
export type __Noun__ = z.infer<typeof __noun__>;
