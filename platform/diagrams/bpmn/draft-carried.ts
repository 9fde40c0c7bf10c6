import type { CarriedFlow, CarriedNode } from './carried.ts';

/** Whether a value is an object with names. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const key = /^[a-z][a-z0-9-]{0,63}$/;

/** What a node of ours carries; nothing where it is not ours, or was tampered with. */
export function carriedNode(value: unknown): CarriedNode | undefined {
  if (!isRecord(value) || !isRecord(value['rest']) || !key.test(textOf(value['key']))) {
    return undefined;
  }
  const { member, limit } = value;
  return {
    ...{ key: textOf(value['key']), shown: squeezed(value['shown']), rest: value['rest'] },
    ...(typeof member === 'string' && key.test(member) ? { member } : {}),
    ...(typeof limit === 'string' ? { limit } : {}),
  };
}

/** The acts a line of ours carries, if its label still says what it said. */
export function carriedActs(value: unknown, label: string): CarriedFlow['acts'] | undefined {
  if (!isRecord(value) || squeezed(value['shown']) !== label) return undefined;
  const acts = Array.isArray(value['acts']) ? value['acts'] : [];
  const known = acts.flatMap((act: unknown) => {
    if (!isRecord(act) || !key.test(textOf(act['verb']))) return [];
    const more = isRecord(act['more']) ? { more: act['more'] } : {};
    return [{ verb: textOf(act['verb']), ...more }];
  });
  return known.length === 0 ? undefined : known;
}

/** The role a lane of ours carries, if its name still says what it said. */
export function carriedRole(value: unknown, name: string): string | undefined {
  if (!isRecord(value) || squeezed(value['shown']) !== name) return undefined;
  const role = textOf(value['role']);
  return key.test(role) ? role : undefined;
}

/** Names are read with single spaces; what was shown is compared the same way. */
const squeezed = (value: unknown): string => textOf(value).replaceAll(/\s+/g, ' ').trim();
