import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { HttpOptions } from './ports.ts';
import { shareSchemas } from './shared-schemas.ts';

/** Where the API reference is served. */
export const referencePath = '/api/openapi.json';

/**
 * Serves OpenAPI 3.1 made from the schemas that also validate.
 *
 * @source 3-architecture API
 */
export async function addReference(app: FastifyInstance, options: HttpOptions): Promise<void> {
  // Our pipeline reads requests and writes answers by the same schemas, all parts at once.
  app.setValidatorCompiler(() => (value: unknown) => ({ value }));
  app.setSerializerCompiler(() => (value: unknown) => JSON.stringify(value));
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Guiju', version: options.version ?? '0' },
      components: {
        securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'guiju.session_token' } },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  let shared: object | undefined;
  app.get(referencePath, { schema: { hide: true } }, async () => {
    shared ??= shareSchemas(app.swagger());
    return shared;
  });
}
