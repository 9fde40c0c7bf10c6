import { z } from 'zod';
import { localized, writtenText } from '#platform/text/localized.ts';

/** Levels a standard is issued at; `park` covers Q/ and unnumbered park standards. */
export const standardLevels = ['national', 'industry', 'local', 'group', 'park'] as const;

/** 标准状态 on a day, computed from the editions' dates. `slot`: the source names no such standard. */
export const standardStatuses = ['coming', 'in-force', 'replaced', 'withdrawn', 'slot'] as const;

/** One line of the standards list (标准明细表). `position` is the 体系编号, not the issued number. */
export const standardCard = z.object({
  code: z.string(),
  position: z.string(),
  number: z.string().nullable(),
  title: localized.nullable(),
  level: z.enum(standardLevels),
  tree: z.string(),
  responsible: localized.nullable(),
  status: z.enum(standardStatuses),
  publishedOn: z.string().nullable(),
  effectiveOn: z.string().nullable(),
  sample: z.boolean(),
});
export type StandardCard = z.infer<typeof standardCard>;

/** A box of the structure drawing (标准体系结构图); `counts` are of the box and all below it. */
export interface SystemNode {
  id: string;
  title: z.infer<typeof localized>;
  counts: { total: number; byLevel: Partial<Record<(typeof standardLevels)[number], number>> };
  children: SystemNode[];
}
export const systemNode: z.ZodType<SystemNode> = z
  .lazy(() =>
    z.object({
      id: z.string(),
      title: localized,
      counts: z.object({
        total: z.number().int(),
        byLevel: z.partialRecord(z.enum(standardLevels), z.number().int()),
      }),
      children: z.array(systemNode),
    }),
  )
  .meta({ id: 'SystemNode' });

/** `GET /p/:park/api/standards/system?on=YYYY-MM-DD`: tree, counts by level, the standards on a day. */
export const standardsSystem = z.object({
  code: z.string(),
  title: localized,
  on: z.string(),
  publishedOn: z.string().nullable(),
  effectiveOn: z.string().nullable(),
  source: localized.nullable(),
  counts: z.object({
    total: z.number().int(),
    byLevel: z.partialRecord(z.enum(standardLevels), z.number().int()),
    inForce: z.number().int(),
  }),
  tree: systemNode,
  standards: z.array(standardCard),
});
export type StandardsSystem = z.infer<typeof standardsSystem>;

/** 要求, 推荐, 许可, 陈述, 参数 (GB/T 1.1—2020 expression forms). */
export const clauseKinds = [
  'requirement',
  'recommendation',
  'permission',
  'statement',
  'parameter',
] as const;

/** A clause of one edition. `id` is its number in the text, such as `5.2`. */
export const clause = z.object({
  id: z.string(),
  title: localized,
  text: localized.nullable(),
  kind: z.enum(clauseKinds),
});
export type Clause = z.infer<typeof clause>;

/** An edition; open-ended until replaced. `edition` is `2014`, `2026-1`, …, unique in the standard. */
export const edition = z.object({
  edition: z.string(),
  publishedOn: z.string().nullable(),
  effectiveOn: z.string().nullable(),
  replacedOn: z.string().nullable(),
  note: localized.nullable(),
});

/** `GET /p/:park/api/standards/:code`: the standard, its editions and clauses. */
export const standardPage = z.object({
  card: standardCard,
  edition: edition.nullable(),
  editions: z.array(edition),
  clauses: z.array(clause),
  /** Entries of the log by which its content was put in place, latest first; `at` is an instant. */
  history: z.array(z.object({ entry: z.string(), at: z.string(), hash: z.string() })),
});
export type StandardPage = z.infer<typeof standardPage>;

/**
 * `GET /p/:park/api/standards/:code/clauses/:clause`: the clause itself. What carries it out comes
 * from `services` (`clauseCarriers`), how it was used from `cases` (`clauseUse`).
 */
export const clausePage = z.object({
  standard: standardCard,
  edition: z.string(),
  clause,
});
export type ClausePage = z.infer<typeof clausePage>;

/** A box of the tree as a pack writes it. */
export interface TreeNode {
  id: string;
  title: z.infer<typeof writtenText>;
  children?: TreeNode[] | undefined;
}
const treeNode: z.ZodType<TreeNode> = z.lazy(() =>
  z.strictObject({ id: z.string(), title: writtenText, children: z.array(treeNode).optional() }),
);

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** `standards.yaml` of a pack. `levels` are the due numbers (应有数); what is unnamed is a slot. */
export const packStandards = z.strictObject({
  code: z.string().max(64),
  title: writtenText,
  publishedOn: day.nullable(),
  effectiveOn: day.nullable(),
  source: writtenText.nullable().default(null),
  tree: treeNode,
  levels: z.partialRecord(z.enum(standardLevels), z.number().int().min(0).max(2_000)),
  slots: z.strictObject({ tree: z.string(), responsible: writtenText }),
  standards: z
    .array(
      z.strictObject({
        code: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
        position: z.string().max(40),
        number: z.string().max(80),
        title: writtenText,
        level: z.enum(standardLevels),
        tree: z.string(),
        responsible: writtenText,
        sample: z.boolean().default(false),
        editions: z
          .array(
            z.strictObject({
              edition: z.string().max(40),
              publishedOn: day.nullable(),
              effectiveOn: day.nullable(),
              note: writtenText.nullable().default(null),
              clauses: z
                .array(
                  z.strictObject({
                    ...clause.shape,
                    id: z.string().max(40),
                    text: writtenText.nullable().default(null),
                  }),
                )
                .max(2_000),
            }),
          )
          .min(1)
          .max(50),
      }),
    )
    .max(2_000),
});
export type PackStandards = z.infer<typeof packStandards>;
