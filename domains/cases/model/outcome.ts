import { z } from 'zod';
import { localized } from '#platform/text/localized.ts';

/** What a document is: 样稿, 已用章扫描件, or one with 电子印章 (9-pages, words of the window). */
export const documentMarks = ['sample', 'stamped-scan', 'e-seal'] as const;
export type DocumentMark = (typeof documentMarks)[number];

/** A result document of a case; its bytes are at `GET /p/:park/api/files/:id`. */
export const caseDocument = z.object({
  id: z.string(),
  title: localized,
  name: z.string(),
  sizeBytes: z.number().int(),
  mark: z.enum(documentMarks),
});
export type CaseDocument = z.infer<typeof caseDocument>;

/** When the applicant is told of something. */
export const noticeKinds = [
  'filed',
  'accepted',
  'returned',
  'suspended',
  'extended',
  'resolved',
  'ended',
  'document',
  'told',
  'calendar-changed',
  'edition-changed',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** What became of a notice besides standing in the product. */
export const noticeDeliveries = [
  'product',
  'queued',
  'mailed',
  'no-server',
  'no-address',
  'refused',
] as const;
export type NoticeDelivery = (typeof noticeDeliveries)[number];

/** What a notice's words are filled with: titles, counts, instants; never what people wrote. */
export type NoticeValues = {
  readonly service: z.infer<typeof localized>;
  readonly end?: z.infer<typeof localized>;
  readonly document?: z.infer<typeof localized>;
  readonly adverse?: boolean;
  readonly ground?: string | z.infer<typeof localized>;
  readonly items?: number;
  /** ISO instant. */
  readonly due?: string;
  /** ISO instant: what was due before. */
  readonly before?: string;
};

/** `GET /p/:park/api/my/notices?cursor=`: latest first. */
export const notice = z.object({
  id: z.string(),
  number: z.string(),
  kind: z.enum(noticeKinds),
  title: z.string(),
  text: z.string(),
  at: z.string(),
  delivery: z.enum(noticeDeliveries),
  deliveryText: z.string(),
});
export type Notice = z.infer<typeof notice>;

/** Why somebody of the staff opened a case. */
export const readPurposes = ['handle', 'paper'] as const;
export type ReadPurpose = (typeof readPurposes)[number];

/** `GET /p/:park/api/cases/:number/reads`: who of the staff has read one's case, by post. */
export const caseRead = z.object({
  post: z.string(),
  purpose: z.enum(readPurposes),
  purposeText: z.string(),
  at: z.string(),
});
export type CaseRead = z.infer<typeof caseRead>;

/** The papers of a case's acts (8-features row 28; 6-conventions §3.4). */
export const voucherKinds = [
  'filed',
  'accepted',
  'returned',
  'refused',
  'not-ours',
  'suspended',
  'extended',
  'granted',
  'denied',
  'voided',
  'closed',
] as const;
export type VoucherKind = (typeof voucherKinds)[number];
