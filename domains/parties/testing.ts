import { inPark, type Db } from '#platform/db/index.ts';
import { packParties, packPark, type PackParties, type PackPark } from './model.ts';
import { importParties } from './service.ts';

/** A park with a trunk, a branch, a leaf, one firm and a post for each role named here. */
export const samplePark: PackPark = packPark.parse({
  code: 'sample',
  title: { 'zh-CN': '示例园区', en: 'Sample park' },
  demo: true,
  zone: 'Asia/Shanghai',
  office: { sample: true, windows: ['09:00-12:00', '13:30-17:30'], weekdays: [1, 2, 3, 4, 5] },
  roles: Object.fromEntries(
    ['applicant', 'window', 'steward', 'dispatcher', 'head', 'standards-officer', 'director'].map(
      (role) => [role, { 'zh-CN': role }],
    ),
  ),
});

/** The parties of {@link samplePark}; every sign-in is `<role>@sample.example`. */
export const sampleParties: PackParties = packParties.parse({
  nodes: [
    { code: 'station', title: { 'zh-CN': '工作站' }, level: 'leaf', parent: 'town' },
    { code: 'centre', title: { 'zh-CN': '综合服务中心', en: 'Centre' }, level: 'trunk' },
    { code: 'town', title: { 'zh-CN': '新城中心' }, level: 'branch', parent: 'centre' },
  ],
  organisations: [
    { code: 'firm-1', name: '示例企业甲', uscc: '91350100M000100Y43', sample: true },
    { code: 'firm-2', name: '示例企业乙', sample: true },
  ],
  'sign-ins': [
    {
      email: 'applicant@sample.example',
      name: '经办',
      roles: [{ role: 'applicant', node: 'centre' }],
      organisations: ['firm-1'],
    },
    {
      email: 'window@sample.example',
      name: '窗口一号岗',
      roles: [
        { role: 'window', node: 'station' },
        { role: 'head', node: 'centre', 'substitutes-for': 'head@sample.example' },
      ],
    },
    ...['steward', 'dispatcher', 'head', 'standards-officer', 'director'].map((role) => ({
      email: `${role}@sample.example`,
      name: `${role} 岗`,
      roles: [{ role, node: 'centre' }],
    })),
  ],
});

/** Id of the account of a sample post, unless `ensureUser` gave another: `user-<role>`. */
export function sampleUserIds(parties: PackParties = sampleParties): Map<string, string> {
  return new Map(
    parties['sign-ins'].map(({ email }) => [email, `user-${email.split('@')[0] ?? ''}`]),
  );
}

/** Loads {@link samplePark} into a database. @param db a pool under the application role */
export async function loadSamplePark(
  db: Db,
  userIds: ReadonlyMap<string, string> = sampleUserIds(),
): Promise<void> {
  const pack = {
    park: samplePark,
    parties: sampleParties,
    userIds,
    on: '2026-01-01',
    now: '2026-01-01T00:00:00.000Z',
  };
  await inPark(db, samplePark.code, (tx) => importParties(tx, pack));
}
