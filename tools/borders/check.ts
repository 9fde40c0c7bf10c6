import { findCycles, findEmptyRings, findServerInBrowser } from './graph.ts';
import { readModules } from './modules.ts';
import { checkUses, type Finding } from './rules.ts';
import { findForeignSchemas, findStrangeNames, findUntranslated } from './slices.ts';

/**
 * Returns everything under `root` that crosses a border.
 *
 * @source 3-architecture "Enforced by a boundary check"
 */
export function checkBorders(root: string): { findings: Finding[]; moduleCount: number } {
  const modules = readModules(root);
  const findings = [
    ...findEmptyRings(modules),
    ...checkUses(modules),
    ...findCycles(modules),
    ...findServerInBrowser(modules),
    ...findStrangeNames(root),
    ...findForeignSchemas(root, modules),
    ...findUntranslated(root),
  ];
  return { findings, moduleCount: modules.length };
}
