import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { AuditMark } from '#platform/journal/index.ts';

/** How far audits of logs have come, kept in a file so that a long one can be stopped. */
export type AuditMarks = {
  readonly read: (origin: string) => AuditMark | undefined;
  readonly write: (mark: AuditMark) => void;
  /** Ends the keeping: every log was audited to its end. */
  readonly remove: () => void;
};

/** What it says is believed, so nobody else may write it. */
const ownerOnly = 0o600;

/**
 * Opens the file of marks; without a path nothing is kept.
 *
 * @throws {SyntaxError} when the file is no JSON
 */
export function openMarks(path: string | undefined): AuditMarks {
  const marks: Record<string, AuditMark> =
    path !== undefined && existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  const save = () => {
    if (path === undefined) return;
    const draft = `${path}.new`;
    writeFileSync(draft, JSON.stringify(marks), { mode: ownerOnly });
    renameSync(draft, path);
  };
  return {
    read: (origin) => marks[origin],
    write: (mark) => {
      marks[mark.origin] = mark;
      save();
    },
    remove: () => {
      if (path !== undefined) rmSync(path, { force: true });
    },
  };
}
