import { z } from 'zod';
import { localized } from '#platform/text/localized.ts';

/** A park: one tenant. `now` is set only while the park's clock is set for a demonstration. */
export const park = z.object({
  code: z.string().regex(/^[a-z][a-z0-9-]{1,31}$/),
  title: localized,
  demo: z.boolean(),
  zone: z.string(),
  now: z.string().nullable(),
});
export type Park = z.infer<typeof park>;

/** Where a node stands in a 1+5+N network: trunk 干, branch 枝, leaf 叶; a desk is a place inside one. */
export const nodeLevels = ['trunk', 'branch', 'leaf', 'desk'] as const;

/** A service point or desk of the network. `parent` is null only at the root. */
export const node = z.object({
  code: z.string(),
  title: localized,
  level: z.enum(nodeLevels),
  parent: z.string().nullable(),
  sample: z.boolean(),
});
export type Node = z.infer<typeof node>;

/** A firm or body that asks for services. `uscc` is the 统一社会信用代码 (GB 32100—2015) or null. */
export const organisation = z.object({
  id: z.string(),
  name: z.string(),
  uscc: z.string().nullable(),
});
export type Organisation = z.infer<typeof organisation>;

/** A role somebody holds at a node of a park. Role names are data of the park (see rules.ts). */
export const membership = z.object({ role: z.string(), node: z.string(), nodeTitle: localized });
export type Membership = z.infer<typeof membership>;

/** Doors of the product a person may open; the pages show the rest disabled with a reason. */
export const doors = ['my', 'desk', 'office', 'standards'] as const;

/** `GET /p/:park/api/me`: who is asking, as what, for whom; `user` is null when not signed in. */
export const me = z.object({
  park,
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }).nullable(),
  roles: z.array(membership),
  organisations: z.array(organisation),
  doors: z.array(z.enum(doors)),
});
export type Me = z.infer<typeof me>;
