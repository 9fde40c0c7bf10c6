import { parsePolicy } from '#engines/ledger/index.ts';
import { noConditions, nodeSuites, type LogConditions } from '#platform/journal/index.ts';
import { parseRoots } from '#platform/timestamp/index.ts';
import { logPolicy, type LogPolicy } from '../model.ts';

/** What a park wants its log to be. */
export type LogSettings = {
  readonly suite: LogPolicy['suite'];
  readonly conditions: LogConditions;
};

/** Something wrong in `policy.log` of a park: `path` below it, dotted. */
export type LogSettingsFinding = {
  readonly code:
    'evidence.settings.shape' | 'evidence.settings.witnesses' | 'evidence.settings.roots';
  readonly path: string;
  readonly values: Readonly<Record<string, string | number>>;
};

const secondsPerMinute = 60;

/**
 * Reads what a park's `policy.log` asks of its log; without it the log stands for itself.
 *
 * @param policy `policy` of a park
 * @returns settings when there is no finding, else all findings
 * @source 3-architecture Ledger; ADR 0010
 */
export function readLogSettings(policy: Readonly<Record<string, unknown>>): {
  readonly settings?: LogSettings;
  readonly findings: readonly LogSettingsFinding[];
} {
  const read = logPolicy.safeParse(policy['log'] ?? {});
  if (!read.success) {
    const findings = read.error.issues.map(({ path, message }) => ({
      code: 'evidence.settings.shape' as const,
      path: path.join('.'),
      values: { reason: message },
    }));
    return { findings };
  }
  const { suite, witnesses, timestamps, overdueMinutes } = read.data;
  const findings = [...witnessFindings(witnesses), ...rootFindings(timestamps?.roots)];
  if (findings.length > 0) return { findings };
  const conditions: LogConditions = {
    ...noConditions,
    witnesses,
    overdueSeconds: overdueMinutes * secondsPerMinute,
    timestamps: timestamps && {
      url: timestamps.url,
      roots: timestamps.roots,
      everySeconds: timestamps.everyMinutes * secondsPerMinute,
    },
  };
  return { settings: { suite, conditions }, findings: [] };
}

/** Lines of a policy without logs: the park's own key is added when it is published. */
function witnessFindings(witnesses: string): LogSettingsFinding[] {
  if (witnesses === '') return [];
  const { policy, findings } = parsePolicy(witnesses, nodeSuites);
  // What is about the whole text shows at its end.
  const last = witnesses.trimEnd().split('\n').length;
  const wrong = findings.map(({ code, line }) => ({ line: line || last, reason: `${code}` }));
  if (policy && policy.logs.length > 0) wrong.push({ line: last, reason: 'log' });
  for (const { name, url } of policy?.witnesses ?? []) {
    if (!isAddress(url)) wrong.push({ line: last, reason: `${name}: url` });
  }
  return wrong.map((values) => ({
    ...{ code: 'evidence.settings.witnesses' as const, path: 'witnesses' },
    values,
  }));
}

function isAddress(url: string | undefined): boolean {
  return url !== undefined && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

function rootFindings(roots: string | undefined): LogSettingsFinding[] {
  if (roots === undefined) return [];
  try {
    parseRoots(roots);
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    const place = { code: 'evidence.settings.roots' as const, path: 'timestamps.roots' };
    return [{ ...place, values: { reason } }];
  }
}
