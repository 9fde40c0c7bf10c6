import {
  pathUp,
  selectNodes,
  selectParks,
  selectPosts,
  workingHoursOf,
} from '#domains/parties/index.ts';
import type { WorkCalendar } from '#engines/calendar/index.ts';
import { calendarOfOffice, latestCalendar } from '#platform/calendars/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { translate } from '#platform/text/index.ts';
import type { Localized } from '#platform/text/localized.ts';
import { casesRefusals } from '../errors.ts';

/** The network of a park as the case machine asks it: who is above whom, and when they work. */
export type Network = {
  readonly park: string;
  readonly demo: boolean;
  readonly title: Localized;
  /** Whether the park's notices to applicants also go by mail. */
  readonly mailsNotices: boolean;
  readonly zone: string;
  /** Code of the node at the top. */
  readonly top: string;
  readonly nodes: readonly { readonly code: string; readonly title: Localized }[];
  readonly parentOf: (node: string) => string | undefined;
  /** The node and everything below it. */
  readonly below: (node: string) => readonly string[];
  readonly calendarOf: (node: string) => WorkCalendar;
  readonly nodeTitle: (node: string) => Localized;
  readonly roleTitle: (role: string) => Localized;
  /** Whether somebody holds a role at a node; any role of the staff when none is named. */
  readonly isStaffed: (node: string, role?: string) => boolean;
  /** Where the post sits that acts for a node: there, else the nearest node above that has it. */
  readonly postNode: (role: string, node: string) => string;
};

/** Roles that no park names: a case of another service is at work. */
const ownRoles: Readonly<Record<string, Localized>> = {
  parts: {
    'zh-CN': translate('zh-CN', 'process.role.parts'),
    en: translate('en', 'process.role.parts'),
  },
};

/** How long a change of the network or its hours may go unnoticed. */
const keptMs = 3_000;

const kept = new Map<string, { readonly until: number; readonly network: Network }>();

/** Forgets what is kept, after an import. */
export function forgetNetworks(): void {
  kept.clear();
}

/**
 * The network of the park of this transaction.
 *
 * @throws {RefusalError} `cases.no_calendar` when the park names a calendar nobody has loaded
 */
export async function networkOf(tx: Tx, park: string): Promise<Network> {
  const known = kept.get(park);
  if (known && known.until > performance.now()) return known.network;
  const network = await readNetwork(tx, park);
  kept.set(park, { until: performance.now() + keptMs, network });
  return network;
}

async function readNetwork(tx: Tx, park: string): Promise<Network> {
  const stored = (await selectParks(tx)).find(({ code }) => code === park);
  if (stored === undefined) throw casesRefusals.refuse('cases.no_calendar', { park });
  const base = await latestCalendar(tx, stored.calendar ?? '');
  if (base === undefined) throw casesRefusals.refuse('cases.no_calendar', { park });
  const nodes = await selectNodes(tx, park);
  const posts = await selectPosts(tx, park);
  const staffed = new Set(posts.map(({ role, node }) => `${role}@${node}`));
  const staffedNodes = new Set(posts.map(({ node }) => node));
  const byCode = new Map(nodes.map((node) => [node.code, node]));
  const hoursOf = (code: string) => workingHoursOf(byCode.get(code)?.office ?? stored.office);
  const calendars = new Map<string, WorkCalendar>();
  const calendarOf = (code: string): WorkCalendar => {
    const known = calendars.get(code) ?? calendarOfOffice(base, stored.zone, hoursOf(code));
    calendars.set(code, known);
    return known;
  };
  return {
    park,
    demo: stored.demo,
    title: stored.title,
    mailsNotices: stored.policy['mailNotices'] === true,
    zone: stored.zone,
    top: nodes.find(({ parent }) => parent === null)?.code ?? '',
    nodes: nodes.map(({ code, title }) => ({ code, title })),
    parentOf: (code) => byCode.get(code)?.parent ?? undefined,
    below: (code) => descendants(nodes, code),
    calendarOf,
    nodeTitle: (code) => byCode.get(code)?.title ?? { 'zh-CN': code },
    roleTitle: (role) => stored.roles[role] ?? ownRoles[role] ?? { 'zh-CN': role },
    isStaffed: (code, role) =>
      role === undefined ? staffedNodes.has(code) : staffed.has(`${role}@${code}`),
    postNode: (role, code) =>
      pathUp(byCode, code)?.find((above) => staffed.has(`${role}@${above}`)) ?? code,
  };
}

function descendants(
  nodes: readonly { readonly code: string; readonly parent: string | null }[],
  code: string,
): string[] {
  const found = [code];
  for (const at of found) {
    for (const node of nodes) {
      if (node.parent === at && !found.includes(node.code)) found.push(node.code);
    }
  }
  return found;
}
