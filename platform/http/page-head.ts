/** What a link to a page shows where it is shared, and what its first bytes say of it. */
export type PageHead = {
  readonly title: string;
  /** One or two sentences; absent where the title says it all. */
  readonly description?: string | undefined;
  /** What stands behind the title in a tab where the title names the park already. */
  readonly product: string;
  /** Whose page it is: the park, or the product outside of any. It follows the title in a tab. */
  readonly site: string;
  /** Full address of the page without query and fragment. */
  readonly url?: string | undefined;
  readonly lang: string;
  /** A page of one person or one post, which no search engine should list. */
  readonly unlisted?: boolean | undefined;
};

/** Longest description sent, in characters: messengers and search engines show no more. */
const descriptionMax = 160;

/** The mark by which the app takes these tags away once it draws its own. */
export const servedMark = 'data-served';

/**
 * Returns the page of the app with its head filled in, for whoever reads it without running it.
 *
 * @param html the built index.html, with one `<title>` and one `lang`
 * @source Open Graph protocol
 */
export function withHead(html: string, head: PageHead): string {
  const { title, description, product, site, url, lang, unlisted } = head;
  const text = description === undefined ? undefined : shortened(description);
  const tags = [
    ...(unlisted ? [meta('name', 'robots', 'noindex')] : []),
    meta('property', 'og:type', 'website'),
    meta('property', 'og:site_name', site),
    meta('property', 'og:title', title),
    ...(url === undefined ? [] : [meta('property', 'og:url', url)]),
    ...(text === undefined
      ? []
      : [meta('name', 'description', text), meta('property', 'og:description', text)]),
  ];
  const behind = site === title ? product : site;
  const whole = title === behind ? title : `${title} · ${behind}`;
  // Functions, since a title may hold what a replacement text would take for a pattern.
  return html
    .replace(/(<html[^>]* lang=")[^"]*"/, (_all, before: string) => `${before}${escaped(lang)}"`)
    .replace(/<title>[^<]*<\/title>/, () =>
      [`<title>${escaped(whole)}</title>`, ...tags].join('\n    '),
    );
}

const meta = (kind: 'name' | 'property', name: string, content: string): string =>
  `<meta ${servedMark} ${kind}="${name}" content="${escaped(content)}" />`;

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const characters = Array.from(line);
  if (characters.length <= descriptionMax) return line;
  return `${characters.slice(0, descriptionMax - 1).join('')}…`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
