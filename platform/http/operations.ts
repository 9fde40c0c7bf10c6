import type { FastifyInstance } from 'fastify';
import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { isLoopback } from './loopback.ts';
import type { HttpOptions } from './ports.ts';

const durationBucketsSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/**
 * Adds what operating needs: `/healthz` (the process answers), `/readyz` (a request can be served;
 * 503 while draining), `/metrics` (for a collector on the same machine).
 */
export async function addOperations(app: FastifyInstance, options: HttpOptions): Promise<void> {
  const metrics = measure(app);
  let draining = false;
  app.addHook('preClose', async () => {
    draining = true;
  });
  const hidden = { schema: { hide: true } };
  app.get('/healthz', hidden, async () => ({ ok: true }));
  app.get('/readyz', hidden, async (_request, reply) => {
    const ready = !draining && (await isReady(options));
    return reply.code(ready ? 200 : 503).send({ ok: ready });
  });
  app.get('/metrics', hidden, async (request, reply) => {
    if (!isLoopback(request.ip)) return reply.callNotFound();
    return reply.type(metrics.contentType).send(await metrics.metrics());
  });
}

async function isReady(options: HttpOptions): Promise<boolean> {
  try {
    return (await options.isReady?.()) ?? true;
  } catch {
    return false; // an unreachable database is the answer, not an accident of the question
  }
}

function measure(app: FastifyInstance): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const labelNames = ['method', 'route', 'status'] as const;
  const duration = new Histogram({
    name: 'guiju_http_request_duration_seconds',
    help: 'Time from request to answer, by route and status',
    labelNames: [...labelNames],
    buckets: durationBucketsSeconds,
    registers: [registry],
  });
  const faults = new Counter({
    name: 'guiju_http_faults_total',
    help: 'Answers with status 500',
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const labels = { method: request.method, route, status: reply.statusCode };
    duration.observe(labels, reply.elapsedTime / 1_000);
    if (reply.statusCode === 500) faults.inc();
  });
  return registry;
}
