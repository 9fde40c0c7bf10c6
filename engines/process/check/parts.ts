import type { BlockStep, Definition, Material, Part } from '../definition.ts';
import { error, type Fault, warning } from '../finding.ts';
import { type CheckContext, stepsOf } from './subject.ts';
import { VOTES } from '../verbs/vote.ts';

/**
 * Finds blocks of parts (一件事) that mix staff and cases, wait for each other in a circle, or do
 * not give a service what its own form asks for.
 *
 * @source design page 2, sub-cases; 国办发〔2025〕24号 (一表申请)
 */
export function checkParts(definition: Definition, context: CheckContext): Fault[] {
  return stepsOf(definition).flatMap(([, step, path]) => {
    if (step.kind !== 'block') return [];
    const parts = Object.entries(step.members).flatMap(([name, { part }]) =>
      part === undefined ? [] : [{ name, part, path: `${path}.parts.${name}` }],
    );
    if (parts.length === 0) return [];
    return [
      ...blockFaults(step, path, parts.length),
      ...orderFaults(parts),
      ...parts.flatMap((one) => serviceFaults(definition, one, context)),
    ];
  });
}

type PlacedPart = { readonly name: string; readonly part: Part; readonly path: string };

function blockFaults(step: BlockStep, path: string, parts: number): Fault[] {
  const faults: Fault[] = [];
  if (parts < Object.keys(step.members).length) faults.push(error('part-mixed', path));
  for (const verb of Object.keys(step.do).filter((one) => !VOTES.includes(one))) {
    faults.push(error('part-verb', `${path}.do.${verb}`, { verb }));
  }
  if (step.overdue !== undefined)
    faults.push(error('part-verb', `${path}.overdue`, { verb: 'overdue' }));
  return faults;
}

function orderFaults(parts: readonly PlacedPart[]): Fault[] {
  const known = new Map(parts.map((one) => [one.name, one.part]));
  const unknown = parts.flatMap(({ part, path }) =>
    part.after
      .filter((name) => !known.has(name))
      .map((name) => error('unknown-part', `${path}.after`, { part: name })),
  );
  const circles = parts.flatMap(({ name, path }) =>
    waitsForItself(name, known) ? [error('part-cycle', `${path}.after`, { part: name })] : [],
  );
  return [...unknown, ...circles];
}

function waitsForItself(name: string, parts: ReadonlyMap<string, Part>): boolean {
  const seen = new Set<string>();
  const queue = [...(parts.get(name)?.after ?? [])];
  for (let one = queue.pop(); one !== undefined; one = queue.pop()) {
    if (one === name) return true;
    if (seen.has(one)) continue;
    seen.add(one);
    queue.push(...(parts.get(one)?.after ?? []));
  }
  return false;
}

function serviceFaults(
  definition: Definition,
  { part, path }: PlacedPart,
  context: CheckContext,
): Fault[] {
  const own = new Set(definition.form.map(({ id }) => id));
  const papers = new Map(definition.materials.map((one) => [one.id, one]));
  const strays = [
    ...Object.values(part.form)
      .filter((field) => !own.has(field))
      .map((field) => error('part-field-unknown', `${path}.form`, { field })),
    ...Object.values(part.files)
      .filter((material) => !papers.has(material))
      .map((material) => error('part-material-unknown', `${path}.files`, { material })),
  ];
  if (part.service === definition.code) {
    return [...strays, error('part-of-itself', `${path}.service`, { service: part.service })];
  }
  if (!context.services) return strays;
  const service = Object.hasOwn(context.services, part.service)
    ? context.services[part.service]
    : undefined;
  if (!service)
    return [...strays, error('unknown-service', `${path}.service`, { service: part.service })];
  const unfilled = service.form
    .filter(
      ({ id, required, when, at }) =>
        required && when === undefined && at === undefined && !own.has(part.form[id] ?? id),
    )
    .map(({ id }) =>
      error('part-field-missing', `${path}.form`, { field: id, service: part.service }),
    );
  const unproven = service.materials
    .filter(isAlwaysAsked)
    // A paper that this form has fetched is in nobody's hands.
    .filter(
      ({ id }) =>
        papers.get(part.files[id] ?? id)?.satisfiedBy !== undefined ||
        !papers.has(part.files[id] ?? id),
    )
    .map(({ id }) =>
      error('part-material-missing', `${path}.files`, { material: id, service: part.service }),
    );
  const ends = ['withdrawn', 'voided'].filter((end) => Object.hasOwn(service.flow.ends, end));
  const endless =
    ends.length > 0 ? [] : [warning('part-without-void', path, { service: part.service })];
  return [...strays, ...unfilled, ...unproven, ...endless];
}

/** Asked of every applicant at filing, whatever the answers are. */
const isAlwaysAsked = ({ required, when, at, satisfiedBy }: Material): boolean =>
  required && when === undefined && at === undefined && satisfiedBy === undefined;
