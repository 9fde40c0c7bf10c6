import {
  isDemonstrationLog,
  parsePolicy,
  verifyReceipt,
  type Policy,
  type ReceiptFinding,
} from '#engines/ledger/index.ts';
import { browserSuites } from './suites.ts';

/** What a reader needs of an intact receipt. */
export type ReceiptFacts = {
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly log: string;
  /** Number of the case, or the stream of what is no case. */
  readonly stream: string;
  readonly clause: string | null;
  readonly actor: string | null;
  readonly node: string | null;
  readonly bundle: string | null;
  readonly index: number;
  readonly size: number;
  readonly demo: boolean;
};

/** The outcome for the page: refused with reasons, intact by itself, or intact and vouched for. */
export type Judgement =
  | { readonly outcome: 'policy-unreadable'; readonly lines: readonly number[] }
  | { readonly outcome: 'refused'; readonly findings: readonly ReceiptFinding[] }
  | {
      readonly outcome: 'integrity' | 'known';
      readonly facts: ReceiptFacts;
      readonly witnesses: readonly string[];
    };

/** What stands before the number of a case in the name of its stream. */
const casePrefix = 'case/';

/**
 * Judges a receipt in the browser, from nothing but the two texts.
 *
 * @param policyText the reader's policy; blank = integrity only
 */
export function judge(receiptText: string, policyText: string): Judgement {
  const policy = readPolicy(policyText);
  if ('lines' in policy) return { outcome: 'policy-unreadable', lines: policy.lines };
  const verdict = verifyReceipt(withFinalNewline(receiptText), policy.policy, {
    suites: browserSuites,
  });
  const { receipt, checkpoint, findings } = verdict;
  if (!verdict.ok || receipt === undefined || checkpoint === undefined)
    return { outcome: 'refused', findings };
  const { id, type, at, log } = receipt.entry;
  const { stream, clause, actor, node, bundle } = receipt.act.value;
  const number = stream.startsWith(casePrefix) ? stream.slice(casePrefix.length) : stream;
  const place = { index: receipt.proof.index, size: checkpoint.size };
  const who = { clause: clause ?? null, actor: actor ?? null, node: node ?? null };
  const facts = { id, type, at, log, stream: number, ...who, bundle: bundle ?? null, ...place };
  return {
    outcome: verdict.issuer === 'known' ? 'known' : 'integrity',
    facts: { ...facts, demo: isDemonstrationLog(log) },
    witnesses: verdict.cosigners.map((cosigner) => cosigner.name),
  };
}

type PolicyRead = { readonly policy: Policy | undefined } | { readonly lines: readonly number[] };

function readPolicy(text: string): PolicyRead {
  if (text.trim() === '') return { policy: undefined };
  const { policy, findings } = parsePolicy(withFinalNewline(text), browserSuites);
  return policy === undefined ? { lines: findings.map((each) => each.line) } : { policy };
}

/** Pasting loses the newline at the end and may add a carriage return; a receipt has one form. */
const withFinalNewline = (text: string): string =>
  `${text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n/g, '\n')
    .trimEnd()}\n`;
