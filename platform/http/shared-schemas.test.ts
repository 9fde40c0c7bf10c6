import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shareSchemas } from './shared-schemas.ts';

type Json = Readonly<Record<string, unknown>>;

const card = {
  type: 'object',
  properties: { number: { type: 'string' }, lamp: { enum: ['normal', 'soon', 'overdue'] } },
  required: ['number', 'lamp'],
  additionalProperties: false,
};
const answer = (schema: object, description = 'Default Response') => ({
  description,
  content: { 'application/json': { schema } },
});
const problem = answer(
  { type: 'object', properties: { code: { type: 'string' }, next: { type: 'string' } } },
  'Problem',
);
const document = {
  openapi: '3.1.0',
  components: { securitySchemes: { session: { type: 'apiKey' } } },
  paths: {
    '/p/{park}/api/cases/{number}': {
      get: { responses: { 200: answer({ type: 'object', properties: { card } }), 404: problem } },
    },
    '/p/{park}/api/queue': {
      get: {
        responses: {
          200: answer({ type: 'object', properties: { items: { type: 'array', items: card } } }),
          404: problem,
        },
      },
    },
  },
};

/** Puts what references name in their place, as a reader of the document does. */
function expanded(value: unknown, root: Json): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => expanded(each, root));
  // Plain JSON.
  const node = value as Json;
  const { $ref } = node;
  if (typeof $ref === 'string') return expanded(pointed(root, $ref), root);
  return Object.fromEntries(Object.entries(node).map(([key, each]) => [key, expanded(each, root)]));
}

function pointed(root: Json, ref: string): unknown {
  const keys = ref.replace('#/', '').split('/');
  const found = keys.reduce<unknown>((at, key) => (at as Json | undefined)?.[key], root);
  if (found === undefined) throw new Error(`${ref} names nothing`);
  return found;
}

describe('shareSchemas', () => {
  const shared = shareSchemas(document) as Json & { components: Record<string, object> };

  test('names what is used twice, after where it stands, and writes it once', () => {
    expect(shared.components['schemas']).toEqual({ Card: card });
    expect(Object.keys(shared.components['responses'] ?? {})).toEqual(['Problem']);
    expect(shared.components['securitySchemes']).toEqual(document.components.securitySchemes);
    const text = JSON.stringify(shared);
    expect(text.split('"#/components/schemas/Card"')).toHaveLength(3);
    expect(text.split('"#/components/responses/Problem"')).toHaveLength(3);
  });

  test('says the same when references are followed, and the same again', () => {
    expect(expanded(shared['paths'], shared)).toEqual(document.paths);
    expect(JSON.stringify(shareSchemas(document))).toBe(JSON.stringify(shared));
  });

  test('gives two schemas of one name a number', () => {
    const other = { ...card, description: 'another' };
    const both = (schema: object) => answer({ type: 'object', properties: { card: schema } });
    const get = (path: string, schema: object) => [
      path,
      { get: { responses: { 200: both(schema), 201: both({ ...schema }) } } },
    ];
    const paths = Object.fromEntries([get('/a', card), get('/b', other)]);
    const { components } = shareSchemas({ openapi: '3.1.0', paths }) as unknown as {
      components: { responses: object };
    };
    expect(Object.keys(components.responses)).toEqual(['GetA', 'GetB']);
  });
});

describe('the reference in docs', () => {
  const file = join(import.meta.dirname, '..', '..', 'docs', 'reference', 'openapi.json');
  const reference = JSON.parse(readFileSync(file, 'utf8')) as Json & {
    components: { schemas: Json; responses: Json };
  };

  test('has components whose names and references hold, and schemas that compile', () => {
    const { schemas, responses } = reference.components;
    expect(Object.keys(schemas).length).toBeGreaterThan(20);
    for (const name of [...Object.keys(schemas), ...Object.keys(responses)]) {
      expect(name).toMatch(/^[a-zA-Z0-9._-]+$/);
    }
    const refs = [...JSON.stringify(reference).matchAll(/"\$ref":"([^"]+)"/g)];
    expect(refs.length).toBeGreaterThan(300);
    for (const [, ref = ''] of refs) expect(pointed(reference, ref)).toBeTypeOf('object');
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ ...reference, $id: 'https://guiju.example/openapi.json' });
    for (const name of Object.keys(schemas)) {
      const $ref = `https://guiju.example/openapi.json#/components/schemas/${name}`;
      expect(typeof ajv.compile({ $ref })).toBe('function');
    }
  });
});
