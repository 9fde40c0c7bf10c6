import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkLayers, closeOf, compileCalendar, formatInstant } from '#engines/calendar/index.ts';
import { readCatalogues } from '#platform/text/index.ts';
import { officeHours } from './model.ts';
import {
  checkCreditCode,
  checkNetwork,
  doorsOf,
  isStaff,
  pathUp,
  permissions,
  permissionsOf,
  permits,
  rolesOn,
  workingHoursOf,
  type TreeNode,
} from './rules.ts';

describe('the office hours of a pack', () => {
  const office = officeHours.parse({
    windows: ['09:00-12:00', '13:30-17:30'],
    weekdays: [1, 2, 3, 4, 5],
    weekdayWindows: { 5: ['09:00-12:00', '13:30-16:00'] },
    seasons: [{ from: '06-01', to: '09-30', windows: ['08:30-12:00', '14:30-18:00'] }],
    extraDays: ['2026-11-07', { day: '2026-11-14', windows: ['10:00-12:00'] }],
    shortenedDays: { '2026-11-10': ['09:00-11:00'] },
    closedDays: ['2026-11-11'],
  });
  const layers = { zone: 'Asia/Shanghai', national: [], office: workingHoursOf(office) };
  const calendar = compileCalendar(layers, () => 480);

  test('are a sound layer of the calendar', () => {
    expect(checkLayers(layers)).toMatchObject({ findings: [] });
  });

  test.each<[day: string, time: string | undefined, why: string]>([
    ['2026-11-09', '09:30', 'a Monday'],
    ['2026-11-13', '08:00', 'a Friday has its own windows'],
    ['2026-07-06', '10:00', 'in summer'],
    ['2026-11-07', '09:30', 'an extra Saturday'],
    ['2026-11-14', '04:00', 'an extra Saturday with its own window'],
    ['2026-11-10', '03:00', 'a shortened day'],
    ['2026-11-11', undefined, 'a closed day'],
    ['2026-11-08', undefined, 'a Sunday'],
  ])('say when %s closes: %s UTC, %s', (day, time) => {
    const close = closeOf(calendar, day);
    expect(close === undefined ? undefined : formatInstant(close).slice(11, 16)).toBe(time);
  });
});

const as = (...roles: string[]) => roles.map((role) => ({ role }));

describe('a permission', () => {
  test.each([
    ['cases.file', as('applicant'), true],
    ['cases.file', [], false],
    ['cases.queue', as('applicant'), false],
    ['cases.queue', as('finance-desk'), true],
    ['cases.queue', as('applicant', 'window'), true],
    ['services.publish', as('standards-officer'), true],
    ['services.publish', as('director'), false],
    ['parties.manage', as('admin'), true],
    ['nothing.known', as('admin'), false],
    ['constructor', as('admin'), false],
  ])('%s for %j is %s', (permission, roles, expected) => {
    expect(permits(roles, permission)).toBe(expected);
  });

  test('is held by nobody who has no role', () => {
    for (const name of Object.keys(permissions)) expect(permits([], name)).toBe(false);
  });

  test('is never lost by one more role', () => {
    const role = fc.constantFrom('applicant', 'window', 'head', 'director', 'admin', 'x-desk');
    fc.assert(
      fc.property(
        fc.array(role),
        role,
        fc.constantFrom(...Object.keys(permissions)),
        (roles, more, name) => {
          const before = permits(as(...roles), name);
          expect(permits(as(...roles, more), name) || !before).toBe(true);
        },
      ),
    );
  });
});

test('every permission has words in both languages, for whoever lacks it', () => {
  const catalogues = readCatalogues();
  const keys = Object.keys(permissions).map((name) => `value.permission.${name}`);
  expect(keys.length).toBeGreaterThan(15);
  expect(keys.filter((key) => !catalogues['zh-CN'][key] || !catalogues.en[key])).toEqual([]);
});

test('the permissions of somebody are those of all their roles, of a stranger none', () => {
  expect(permissionsOf([])).toEqual([]);
  const held = permissionsOf(as('applicant', 'standards-officer'));
  expect(held).toContain('services.publish');
  expect(held).toContain('cases.file');
  expect(held).not.toContain('park.clock');
});

describe('the doors', () => {
  test.each([
    [as('applicant'), ['my']],
    [as('window'), ['my', 'desk']],
    [as('director'), ['my', 'desk', 'office']],
    [as('standards-officer'), ['my', 'desk', 'office', 'standards']],
  ])('of %j are %j', (roles, doors) => {
    expect(doorsOf(roles)).toEqual(doors);
  });

  test('of a desk the park made up are those of its own people', () => {
    expect(isStaff('expert-panel')).toBe(true);
  });
});

describe('a substitute (AB 角)', () => {
  const held = [
    { role: 'window', node: 'hall', substitutesFor: null },
    { role: 'head', node: 'centre', substitutesFor: 'u1' },
  ];

  test.each([
    ['2026-09-17', [{ role: 'window', node: 'hall' }]],
    [
      '2026-09-18',
      [
        { role: 'window', node: 'hall' },
        { role: 'head', node: 'centre' },
      ],
    ],
    [
      '2026-09-20',
      [
        { role: 'window', node: 'hall' },
        { role: 'head', node: 'centre' },
      ],
    ],
    ['2026-09-21', [{ role: 'window', node: 'hall' }]],
  ])('acts on %s only while the other is away', (on, expected) => {
    const absences = [{ user: 'u1', from: '2026-09-18', to: '2026-09-20' }];
    expect(rolesOn(held, absences, on)).toEqual(expected);
  });
});

describe('a network', () => {
  const good: TreeNode[] = [
    { code: 'centre', level: 'trunk', parent: null },
    { code: 'town', level: 'branch', parent: 'centre' },
    { code: 'station', level: 'leaf', parent: 'town' },
    { code: 'finance', level: 'desk', parent: 'centre' },
  ];

  test('of trunk, branch, leaf and desk holds, in any order', () => {
    expect(checkNetwork(good)).toEqual([]);
    expect(checkNetwork(good.toReversed())).toEqual([]);
  });

  test('shows every fault at once', () => {
    const faults = checkNetwork([
      ...good,
      { code: 'town', level: 'branch', parent: 'centre' },
      { code: 'lost', level: 'leaf', parent: 'nowhere' },
      { code: 'odd', level: 'leaf', parent: 'finance' },
      { code: 'a', level: 'desk', parent: 'b' },
      { code: 'b', level: 'branch', parent: 'a' },
    ]);
    expect(faults.map(({ code, node }) => `${code} ${node}`)).toEqual([
      'parties.network.duplicate town',
      'parties.network.no_parent lost',
      'parties.network.wrong_level odd',
      'parties.network.cycle a',
      'parties.network.wrong_level b',
      'parties.network.cycle b',
    ]);
  });

  test('without a trunk has no root', () => {
    expect(checkNetwork([{ code: 'x', level: 'branch', parent: null }])).toEqual([
      { code: 'parties.network.no_root', node: '' },
    ]);
  });

  test('leads from a leaf up to the trunk', () => {
    const nodes = new Map(good.map((node) => [node.code, node]));
    expect(pathUp(nodes, 'station')).toEqual(['station', 'town', 'centre']);
  });
});

describe('a unified social credit code', () => {
  test.each([
    '914403001922038216',
    '9144030071526726XG',
    '91440300708461136T',
    '91110108551385082Q',
    '91110000802100433B',
    '11100000000013338W',
    '11110000000021135M',
    '11430000006122244L',
    '11370800MB28559184',
    '91350100M000100Y43',
  ])('%s passes both checks', (code) => {
    expect(checkCreditCode(code)).toBe('ok');
  });

  test.each([
    ['', 'form'],
    ['91440300192203821', 'form'],
    ['91440300I922038216', 'form'],
    ['914403001922038226', 'body-check'],
    ['914403001922038217', 'check'],
    ['9144030071526726xg', 'form'],
  ])('%s fails: %s', (code, verdict) => {
    expect(checkCreditCode(code)).toBe(verdict);
  });

  test('with any one digit changed is found out', () => {
    const code = '914403001922038216';
    fc.assert(
      fc.property(fc.nat(16), fc.constantFrom(...Array.from('0123456789')), (at, digit) => {
        fc.pre(code[at] !== digit);
        expect(checkCreditCode(code.slice(0, at) + digit + code.slice(at + 1))).not.toBe('ok');
      }),
    );
  });
});
