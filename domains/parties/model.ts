import { z } from 'zod';
import { localized, writtenText } from '#platform/text/localized.ts';

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

/** One of {@link nodeLevels}. */
export type NodeLevel = (typeof nodeLevels)[number];

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

/** Somebody with an account in a park, as administrators find them. */
export const person = z.object({ id: z.string(), name: z.string(), email: z.string() });
export type FoundPerson = z.infer<typeof person>;

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
  /** Names of the permissions held; pages show what others may do disabled, with the reason. */
  permissions: z.array(z.string()),
});
export type Me = z.infer<typeof me>;

/** Windows of a working day as people write them, such as `09:00-12:00`. */
const officeWindow = z.string().regex(/^\d\d:\d\d-\d\d:\d\d$/);
const officeWindows = z.array(officeWindow).min(1).max(6);
const officeDay = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const monthDay = z.string().regex(/^\d\d-\d\d$/);

/** Days an office names one by one. */
const officeDaysMax = 400;

/**
 * Office hours of a park or node: a layer of the working calendar. `sample`: not from a source.
 *
 * @source issue 3 §1 (office layer: several windows a day, extra and shortened days)
 */
export const officeHours = z.strictObject({
  sample: z.boolean().default(false),
  windows: officeWindows,
  weekdays: z.array(z.number().int().min(1).max(7)).max(7),
  /** Other windows on a weekday, 1 Monday … 7 Sunday. */
  weekdayWindows: z.record(z.string().regex(/^[1-7]$/), officeWindows).optional(),
  /** Hours that hold every year between two days, such as those of summer. */
  seasons: z
    .array(z.strictObject({ from: monthDay, to: monthDay, windows: officeWindows }))
    .max(12)
    .optional(),
  /** Worked although other layers say off; with their own windows where they are given. */
  extraDays: z
    .array(z.union([officeDay, z.strictObject({ day: officeDay, windows: officeWindows })]))
    .max(officeDaysMax)
    .optional(),
  shortenedDays: z.record(officeDay, z.array(officeWindow)).optional(),
  /** Not worked although other layers say so. */
  closedDays: z.array(officeDay).max(officeDaysMax).optional(),
});
export type OfficeHours = z.infer<typeof officeHours>;

/** A service point people may go to: where it is, if that is known, and when it is open. */
export const place = z.object({
  code: z.string(),
  title: localized,
  address: localized.nullable(),
  office: officeHours,
});
export type Place = z.infer<typeof place>;

/** `park.yaml` of a pack. Roles are posts, by code; `policy` holds the park's own switches. */
export const packPark = z.strictObject({
  code: park.shape.code,
  title: writtenText,
  demo: z.boolean().default(false),
  zone: z.string(),
  calendar: z.string().nullable().default(null),
  office: officeHours,
  roles: z.record(z.string(), writtenText),
  policy: z.record(z.string(), z.json()).default({}),
});
export type PackPark = z.infer<typeof packPark>;

/** A code of a node, organisation or role in a pack. */
const packCode = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/);

/** `parties.yaml` of a pack: the network, organisations, and the sign-ins of a demonstration. */
export const packParties = z.strictObject({
  nodes: z
    .array(
      z.strictObject({
        code: packCode,
        title: writtenText,
        level: z.enum(nodeLevels),
        parent: packCode.nullable().default(null),
        office: officeHours.nullable().default(null),
        /** Where people find it; absent where no document says. */
        address: localized.nullable().default(null),
        sample: z.boolean().default(false),
      }),
    )
    .max(5_000),
  organisations: z
    .array(
      z.strictObject({
        code: packCode,
        name: z.string().min(1).max(200),
        uscc: z.string().nullable().default(null),
        sample: z.boolean().default(false),
      }),
    )
    .max(10_000)
    .default([]),
  'sign-ins': z
    .array(
      z.strictObject({
        email: z.email(),
        name: z.string().min(1).max(100),
        roles: z.array(
          z.strictObject({
            role: packCode,
            node: packCode,
            'substitutes-for': z.email().nullable().default(null),
          }),
        ),
        organisations: z.array(packCode).default([]),
      }),
    )
    .max(1_000)
    .default([]),
});
export type PackParties = z.infer<typeof packParties>;
