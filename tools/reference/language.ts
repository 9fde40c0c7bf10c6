import { z } from 'zod';
import { definitionSource } from '#engines/process/index.ts';
import { meaningOf } from './language-words.ts';
import { table } from './markdown.ts';

/** A node of the JSON Schema, as far as it is read here. */
const node = z
  .object({
    get anyOf() {
      return z.array(node).optional();
    },
    get properties() {
      return z.record(z.string(), node).optional();
    },
    get additionalProperties() {
      return z.union([z.boolean(), node]).optional();
    },
    get items() {
      return node.optional();
    },
    required: z.array(z.string()).optional(),
    type: z.string().optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
  })
  .loose();
type Node = z.infer<typeof node>;

/** One field of a definition: its path, whether it must be there, and what may be written. */
export type LanguageField = {
  readonly path: string;
  readonly required: boolean;
  readonly form: string;
};

/** Returns every field a definition may have, in the order of the schema, each path once. */
export function languageFields(): readonly LanguageField[] {
  const schema = z.toJSONSchema(definitionSource, {
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
  });
  const found = new Map<string, LanguageField>();
  collect(node.parse(schema), '', found);
  return [...found.values()];
}

function collect(at: Node, path: string, found: Map<string, LanguageField>): void {
  for (const one of at.anyOf ?? [at]) {
    for (const [name, inner] of Object.entries(one.properties ?? {})) {
      // A text in both languages is one field.
      if (name === 'zh-CN' || name === 'en') continue;
      const here = path === '' ? name : `${path}.${name}`;
      const required = one.required?.includes(name) === true;
      if (!found.has(here)) found.set(here, { path: here, required, form: formOf(inner) });
      collect(inner, here, found);
    }
    const { additionalProperties: named } = one;
    if (typeof named === 'object') collect(named, `${path}.*`, found);
    if (one.items) collect(one.items, path, found);
  }
}

function formOf(at: Node): string {
  if (at.enum) return at.enum.map((value) => `\`${String(value)}\``).join(' ');
  if (at.const !== undefined) return `\`${JSON.stringify(at.const)}\``;
  if (at.anyOf) return [...new Set(at.anyOf.map(formOf))].join(' / ');
  if (at.type === 'array') return at.items ? `[${formOf(at.items)}]` : '[ ]';
  if (at.type === 'object') return '{ }';
  return at.type ?? 'any';
}

/** The fields of a service definition for its author, generated from the schema that reads them. */
export function languageText(): string {
  const rows = languageFields().map(({ path, required, form }) => {
    const [zh, en] = meaningOf(path) ?? ['', ''];
    return [`\`${path}\``, required ? '●' : '', form, zh, en];
  });
  return [
    '# 事项定义的字段 / Fields of a service definition',
    '',
    '由读取定义的格式生成。● 必填；`*` 为自定名称；列表的元素不另写层级。怎样写：`docs/guide/zh-CN/write-a-service.md`。',
    '',
    'Generated from the schema that reads definitions. ● must be there; `*` is a name of your own; elements of a list have no level of their own. How to write one: `docs/guide/en/write-a-service.md`.',
    '',
    table(['字段 / field', '●', '写法 / form', '含义', 'meaning'], rows),
    '',
  ].join('\n');
}
