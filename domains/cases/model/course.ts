import { z } from 'zod';
import { localized } from '#platform/text/localized.ts';

/** A part of a joint matter: `card` is null until the parts it comes after have passed. */
export const partViewOf = <Card extends z.ZodType>(card: Card) =>
  z.object({
    part: z.string(),
    title: localized,
    after: z.array(z.string()),
    card: card.nullable(),
    outcome: z.enum(['pass', 'fail']).nullable(),
  });

/** An adverse act on its way: what is proposed, who decides, on which basis, and what was said to it. */
export const adverseView = z.object({
  kind: z.enum(['refusal', 'breach-grade', 'revocation', 'listing']),
  end: localized,
  body: localized.nullable(),
  basis: z.array(z.object({ title: z.string(), clause: z.string().nullable() })),
  remedy: localized.nullable(),
  clause: z.string().nullable(),
  /** Time for a statement, as the definition writes it. */
  statement: z.string(),
  proposedAt: z.string().nullable(),
  notifiedAt: z.string().nullable(),
  stated: z.enum(['stated', 'waived']).nullable(),
  decidedAt: z.string().nullable(),
});

/** A breach of the definition's own rules, as the record keeps it. */
export const breachView = z.object({
  text: z.string(),
  fields: z.array(localized),
  clause: z.string().nullable(),
  at: z.string(),
});
