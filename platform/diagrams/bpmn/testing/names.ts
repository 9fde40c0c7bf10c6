import type { DiagramNames } from '../write.ts';

const verbs: Readonly<Record<string, string>> = { accept: '受理', pass: '同意', fail: '不同意' };

/** Names for drawings in tests: Chinese titles, a few verbs, everything else as it is written. */
export const drawingNames: DiagramNames = {
  say: (text) => text['zh-CN'],
  roleName: (role) => role,
  verbName: (verb) => verbs[verb] ?? verb,
  limitName: (limit) => limit,
  clauseName: (clause) => clause,
};
