import en from '../text/en.json' with { type: 'json' };

type Values = Readonly<Record<string, string | number>>;

/**
 * The English text of a dotted key, its holes filled; the singular where `count` is one. An unknown
 * key is returned as it is, as the texts of the platform do.
 */
export function sayEnglish(key: string, values: Values): string {
  const text = (values['count'] === 1 ? found(`${key}_one`) : undefined) ?? found(key) ?? key;
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** Keys may themselves hold dots, at any level. */
function found(key: string, below: object = en): string | undefined {
  const entry = Object.entries(below).find(([name]) => key === name || key.startsWith(`${name}.`));
  const [name, value] = entry ?? [];
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null && name !== undefined
    ? found(key.slice(name.length + 1), value)
    : undefined;
}
