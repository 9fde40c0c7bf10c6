export * from './model/index.ts';
export { casesRefusals } from './errors.ts';
export { closedRateBp, formatCaseNumber, percentText, readCaseNumber } from './rules.ts';
export { doWhatIsDue } from './jobs.ts';
export { casesRoutes, type CasesDependencies } from './routes/index.ts';
export type { AtomicEffect, AtomicHandler } from './service/effects.ts';
export { casesWorld } from './service/world.ts';
export { forgetNetworks } from './service/network.ts';
export type { CasesWorld } from './service/act.ts';
export { mayReadStream } from './service/read.ts';
export { effectsEraser } from './service/erase-effects.ts';
export { mailNotice, noteEffect, type NoticeMail } from './service/mail-notice.ts';
export { renderResult, type Rendering } from './service/result.ts';
export { paperAddresses, type PaperAddresses } from './service/paper.ts';
export { casesEraser } from './service/erase.ts';
export {
  rebuild,
  type Rebuilt,
  type RebuildOptions,
  type WrongLine,
} from './service/rebuild.ts';
export { countOpenOfBundle } from './store/queue.ts';
