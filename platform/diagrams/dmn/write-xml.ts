/** What an element holds: text, or elements already written. */
type Content = string | readonly string[];

/** Attributes; an undefined one is left out. */
export type Attributes = Readonly<Record<string, string | undefined>>;

/** Returns an element as XML text, its children one a line. */
export function element(name: string, attributes: Attributes, content: Content = []): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(value)}"`],
  );
  const open = `<${name}${written.join('')}`;
  if (typeof content === 'string') return `${open}>${escaped(content)}</${name}>`;
  return content.length === 0 ? `${open}/>` : `${open}>\n${content.join('\n')}\n</${name}>`;
}

/** Returns an element that holds its text in a `text` child, as FEEL stands in DMN. */
export function textElement(name: string, text: string, attributes: Attributes = {}): string {
  return element(name, attributes, [element('text', {}, text)]);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"\n\r\t]/gu, (sign) => ESCAPES[sign] ?? sign);
}
