export { defineRoute } from './route.ts';
export type { Method, Permission, Route, RouteContext } from './route.ts';
export { FileAnswer, fileResponse } from './file-answer.ts';
export { defineRefusals, refusalOf, RefusalError } from './refusal.ts';
export type {
  RefusalDetail,
  RefusalIssue,
  Refusals,
  RefusalStatus,
  RefusalValues,
} from './refusal.ts';
export type { Account, Party, Principal, RequestPark, RoleAtNode } from './principal.ts';
export type { HttpOptions, HttpPorts, PrincipalQuestion } from './ports.ts';
export type { PageHead } from './page-head.ts';
export { problem, type Problem } from './problem.ts';
export { cutPage, pageOf, pageQuery, pageSizeMax, readCursor, writeCursor } from './page.ts';
export { answerKeptDays, dropOldAnswers, eraseAnswers } from './idempotency.ts';
export { uploadBytesMax, type Upload } from './upload.ts';
export { buildServer } from './server.ts';
export { httpRefusals } from './errors.ts';
