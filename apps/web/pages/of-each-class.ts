import type { ServiceCard } from '#domains/services/model/index.ts';

/**
 * Returns services that show what there is: the first of each class in their order, then, if there
 * is room, the others.
 *
 * @param most how many are returned at most
 */
export function ofEachClass(services: readonly ServiceCard[], most: number): ServiceCard[] {
  const met = new Set<string>();
  const first = services.filter(({ class: { code } }) => !met.has(code) && met.add(code));
  const rest = services.filter((service) => !first.includes(service));
  return [...first, ...rest].slice(0, most);
}
