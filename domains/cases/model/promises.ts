import { z } from 'zod';
import { localized } from '#platform/text/localized.ts';

/**
 * `GET /p/:park/api/promises`: promise against practice of the month that runs, by service.
 * The median is in tenths of a working day from filing to closing; null where nothing closed.
 */
export const keptPromises = z.object({
  month: z.string(),
  items: z.array(
    z.object({
      service: z.string(),
      title: localized,
      promised: z.string(),
      closed: z.number().int(),
      onTime: z.number().int(),
      medianTenthDays: z.number().int().nullable(),
    }),
  ),
});
export type KeptPromises = z.infer<typeof keptPromises>;
