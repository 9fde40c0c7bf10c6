import type { OfficeHours as WorkingHours } from '#engines/calendar/index.ts';
import type { NodeLevel, OfficeHours } from './model.ts';

/** Roles a permission is given to: named ones, every role but `applicant`, or every role. */
export type Holders = readonly string[] | 'staff' | 'everybody';

const officeRoles = [
  'director',
  'head',
  'dispatcher',
  'assessor',
  'standards-officer',
  'admin',
] as const;

/**
 * Every named permission and the roles that hold it at whatever node. A route names one of these;
 * what a holder may do to one record is decided by its relation to it (engine, service), not here.
 * Role names are data of the park's pack; those not named here are desks of the park, hence staff.
 *
 * @source 3-architecture Tenancy (permissions); 9-pages (four front doors)
 */
export const permissions = {
  'cases.file': 'everybody',
  'cases.read': 'everybody',
  'cases.act': 'everybody',
  'cases.rate': 'everybody',
  'cases.queue': 'staff',
  'cases.record': 'staff',
  'cases.ledgers': 'staff',
  'cases.import': ['dispatcher', 'admin'],
  'cases.office': officeRoles,
  'cases.rhythm': officeRoles,
  'cases.direct': ['director', 'head', 'dispatcher'],
  'cases.test': ['director', 'assessor', 'standards-officer'],
  'services.revise': ['standards-officer'],
  'services.publish': ['standards-officer'],
  'standards.revise': ['standards-officer'],
  'standards.office': officeRoles,
  'evidence.read': 'everybody',
  'evidence.audit': ['director', 'assessor', 'standards-officer', 'admin'],
  'parties.read': 'staff',
  'parties.manage': ['admin'],
  'park.clock': ['admin', 'director'],
} as const satisfies Readonly<Record<string, Holders>>;

/** A permission of the table. */
export type PermissionName = keyof typeof permissions;

/** Whether a text names a permission of the table. */
export function isPermission(name: string): name is PermissionName {
  return Object.hasOwn(permissions, name);
}

/** Whether somebody with these roles holds a permission; an unknown permission is held by nobody. */
export function permits(roles: readonly { readonly role: string }[], permission: string): boolean {
  if (!isPermission(permission)) return false;
  const holders: Holders = permissions[permission];
  if (holders === 'everybody') return roles.length > 0;
  if (holders === 'staff') return roles.some(({ role }) => isStaff(role));
  return roles.some(({ role }) => holders.includes(role));
}

/** Names of the permissions somebody with these roles holds, in the order of the table. */
export function permissionsOf(roles: readonly { readonly role: string }[]): string[] {
  return Object.keys(permissions).filter((name) => permits(roles, name));
}

/** Whether a role is one of the park's own people, at a window, a desk or an office. */
export function isStaff(role: string): boolean {
  return role !== 'applicant';
}

/** A door of the product; see `doors` in the model. */
export type Door = 'my' | 'desk' | 'office' | 'standards';

/**
 * The doors somebody may open: `my` whoever is signed in, the others by role.
 *
 * @source 9-pages (four front doors, one product)
 */
export function doorsOf(roles: readonly { readonly role: string }[]): Door[] {
  const open: Door[] = ['my'];
  if (permits(roles, 'cases.queue')) open.push('desk');
  if (permits(roles, 'cases.office')) open.push('office');
  if (permits(roles, 'standards.revise')) open.push('standards');
  return open;
}

/** A role as stored: `substitutesFor` is the user whose absence makes it count (AB 角). */
export type HeldRole = {
  readonly role: string;
  readonly node: string;
  readonly substitutesFor: string | null;
};

/** Days somebody is away, both included. */
export type Absence = { readonly user: string; readonly from: string; readonly to: string };

/**
 * The roles that count on a day: those held outright, and a substitute's while the one they stand
 * in for is away.
 *
 * @param on `YYYY-MM-DD` in park time
 * @source 2-service-language Verbs (substitution in absence, AB 角)
 */
export function rolesOn(
  held: readonly HeldRole[],
  absences: readonly Absence[],
  on: string,
): { role: string; node: string }[] {
  const away = new Set(
    absences.filter(({ from, to }) => from <= on && on <= to).map(({ user }) => user),
  );
  return held
    .filter(({ substitutesFor }) => substitutesFor === null || away.has(substitutesFor))
    .map(({ role, node }) => ({ role, node }));
}

/** Levels a node of each level may stand under; `null` is the root. */
const parentLevels = {
  trunk: [null],
  branch: ['trunk', null],
  leaf: ['branch', 'trunk'],
  desk: ['trunk', 'branch', 'leaf'],
} as const satisfies Readonly<Record<NodeLevel, readonly (NodeLevel | null)[]>>;

/** A node as the checks of the tree need it. */
export type TreeNode = {
  readonly code: string;
  readonly level: NodeLevel;
  readonly parent: string | null;
};

/** What is wrong with a network: a code of `parties.network.*` and the node it is about. */
export type NetworkFinding = {
  readonly code:
    | 'parties.network.duplicate'
    | 'parties.network.no_parent'
    | 'parties.network.wrong_level'
    | 'parties.network.cycle'
    | 'parties.network.no_root';
  readonly node: string;
};

/**
 * All that is wrong with a 1+5+N network: a node named twice, under none or the wrong one, in a
 * circle; a network without a trunk.
 *
 * @source seed 002, US-14 (干—枝—叶)
 */
export function checkNetwork(nodes: readonly TreeNode[]): NetworkFinding[] {
  const byCode = new Map(nodes.map((node) => [node.code, node]));
  const findings: NetworkFinding[] = [];
  const seen = new Set<string>();
  for (const { code, level, parent } of nodes) {
    if (seen.has(code)) findings.push({ code: 'parties.network.duplicate', node: code });
    seen.add(code);
    const above = parent === null ? null : byCode.get(parent);
    if (above === undefined) findings.push({ code: 'parties.network.no_parent', node: code });
    else if (!allowsParent(level, above?.level ?? null)) {
      findings.push({ code: 'parties.network.wrong_level', node: code });
    }
    if (pathUp(byCode, code) === undefined) {
      findings.push({ code: 'parties.network.cycle', node: code });
    }
  }
  const trunk = nodes.some(({ level }) => level === 'trunk');
  return trunk ? findings : [...findings, { code: 'parties.network.no_root', node: '' }];
}

function allowsParent(level: NodeLevel, parent: NodeLevel | null): boolean {
  const allowed: readonly (NodeLevel | null)[] = parentLevels[level];
  return allowed.includes(parent);
}

const depthMax = 16;

/** The codes from a node up to its root, itself first; undefined when the way never ends. */
export function pathUp(
  nodes: ReadonlyMap<string, { readonly parent: string | null }>,
  code: string,
): string[] | undefined {
  const path: string[] = [];
  let at: string | null = code;
  while (at !== null) {
    if (path.length >= depthMax || path.includes(at)) return undefined;
    path.push(at);
    at = nodes.get(at)?.parent ?? null;
  }
  return path;
}

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const bodyWeights = [3, 7, 9, 10, 5, 8, 4, 2];

/** Why a 统一社会信用代码 is not one; `ok` when both of its checks pass. */
export type CreditCodeVerdict = 'ok' | 'form' | 'body-check' | 'check';

/**
 * Checks an 18-character unified social credit code by both of its check characters.
 *
 * @param code upper case, without spaces
 * @returns `form`: a character or the length is wrong; `body-check`: the ninth of the nine
 *          characters of the body (组织机构代码) is wrong; `check`: the last character is wrong
 * @source GB 32100—2015 (code); GB 11714—1997 (body)
 */
export function checkCreditCode(code: string): CreditCodeVerdict {
  if (!/^[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/.test(code)) return 'form';
  if (bodyCheck(code.slice(8, 16)) !== code[16]) return 'body-check';
  const sum = weigh(code, creditWeights, (character) => creditAlphabet.indexOf(character));
  const check = (31 - (sum % 31)) % 31;
  return creditAlphabet[check] === code[17] ? 'ok' : 'check';
}

function bodyCheck(body: string): string {
  const sum = weigh(body, bodyWeights, (character) => Number.parseInt(character, 36));
  const check = 11 - (sum % 11);
  if (check === 10) return 'X';
  return check === 11 ? '0' : String(check);
}

function weigh(
  text: string,
  weights: readonly number[],
  valueOf: (character: string) => number,
): number {
  return weights.reduce((sum, weight, i) => sum + weight * valueOf(text.charAt(i)), 0);
}

/** Posts that people may walk up to. */
const receivingRoles: readonly string[] = ['window', 'steward'];

/**
 * The service points where somebody receives people, in the order of the network.
 *
 * @source 8-features row 11 (elements of a 办事指南: place and hours)
 */
export function placesOf<Point extends { readonly code: string }>(
  nodes: readonly Point[],
  posts: readonly { readonly role: string; readonly node: string }[],
): Point[] {
  const open = new Set(
    posts.filter(({ role }) => receivingRoles.includes(role)).map(({ node }) => node),
  );
  return nodes.filter(({ code }) => open.has(code));
}

/** Office hours as the calendar engine reads them. */
export function workingHoursOf(office: OfficeHours): WorkingHours {
  const { sample: _sample, weekdayWindows, seasons, ...hours } = office;
  const { extraDays = [], shortenedDays = {}, closedDays = [], ...plain } = hours;
  return {
    ...plain,
    ...(weekdayWindows === undefined ? {} : { weekdayWindows }),
    ...(seasons === undefined ? {} : { seasons }),
    extraDays: extraDays.map((one) => (typeof one === 'string' ? { day: one } : one)),
    shortenedDays: Object.entries(shortenedDays).map(([day, windows]) => ({ day, windows })),
    closedDays: closedDays.map((day) => ({ day })),
  };
}

/** Before any day a demonstration is set to: earlier than the first calendar of working days. */
const beforeAnyDemo = '2000-01-01';

/**
 * First day (`YYYY-MM-DD`) of a mandate that a pack loaded on `on` gives. The clock of a
 * demonstration may be set to a day before its load, and its people act for their firms then too.
 */
export const mandateFrom = ({
  park,
  on,
}: {
  readonly park: { readonly demo: boolean };
  readonly on: string;
}): string => (park.demo ? beforeAnyDemo : on);
