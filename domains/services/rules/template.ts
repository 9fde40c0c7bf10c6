import { compileExpression, evaluate, toPlain, type Facts } from '#engines/rules/index.ts';
import type { Definition } from '#engines/process/index.ts';
import { languages, type Language, type Localized } from '#platform/text/localized.ts';
import type { Template } from '../model/index.ts';

/**
 * The names a template's expressions may read: texts ready to be shown, and the answers of the form
 * by field id. What the case does not hold is null.
 */
export const templateNames = [
  'caseNumber',
  'serviceTitle',
  'standardNumber',
  'edition',
  'clause',
  'applicant',
  'answers',
  'decision',
  'reason',
  'filedOn',
  'decidedOn',
  'parkTitle',
  'post',
] as const;

/** The values of {@link templateNames} for one document. */
export type TemplateFacts = { readonly [Name in (typeof templateNames)[number]]: unknown };

/** What stands where an expression has no value. */
const nothing = '—';
const placeholder = /\{\{(.*?)\}\}/gs;

/** A template with every expression replaced by its value, in one language. */
export type FilledTemplate = { readonly title: string; readonly paragraphs: readonly string[] };

/**
 * Fills a template; an expression without a value leaves a dash, so that a gap is seen.
 *
 * @source 2-service-language Versions (templates are part of the bundle), Rules (FEEL)
 */
export function fillTemplate(
  template: Template,
  facts: TemplateFacts,
  language: Language,
): FilledTemplate {
  const fill = (text: Localized) =>
    (text[language] ?? text['zh-CN']).replaceAll(placeholder, (_, source: string) =>
      valueText(source, facts),
    );
  return { title: fill(template.title), paragraphs: template.paragraphs.map(fill) };
}

function valueText(source: string, facts: TemplateFacts): string {
  const { expression } = compileExpression(source.trim(), { inputs: templateNames });
  if (expression === undefined) return nothing;
  // Texts, numbers and maps of them: what the engine reads as facts.
  const value = toPlain(evaluate(expression, facts as unknown as Facts));
  if (value === null || value === undefined || value === '') return nothing;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A place of a template that cannot be filled. `path` is dotted. */
export type TemplateFinding = { readonly path: string; readonly expression: string };

/** Every expression of a template that is not FEEL, or reads a name no document has. */
export function checkTemplate(template: Template): TemplateFinding[] {
  const texts = [
    ['title', template.title] as const,
    ...template.paragraphs.map((text, index) => [`paragraphs.${index}`, text] as const),
  ];
  return texts.flatMap(([path, text]) =>
    languages.flatMap((language) =>
      [...(text[language] ?? '').matchAll(placeholder)].flatMap(([, source = '']) => {
        const { expression } = compileExpression(source.trim(), { inputs: templateNames });
        return expression ? [] : [{ path: `${path}.${language}`, expression: source.trim() }];
      }),
    ),
  );
}

/** The templates a definition's effects render, each once, in code order. */
export function citedTemplates(definition: Definition): string[] {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('verb' in value && value.verb === 'document.render' && 'args' in value) {
      const { args } = value;
      const named = typeof args === 'object' && args !== null && 'template' in args;
      if (named && typeof args.template === 'string') found.add(args.template);
    }
    Object.values(value).forEach(look);
  };
  look(definition);
  return [...found].toSorted();
}
