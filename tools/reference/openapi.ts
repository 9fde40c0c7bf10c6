import { allRoutes, gatherDependencies } from '#apps/server/routes.ts';
import { makeClock } from '#apps/server/process-clock.ts';
import { isPermission } from '#domains/parties/index.ts';
import { openDatabase } from '#platform/db/index.ts';
import { buildServer } from '#platform/http/index.ts';
import { ourTexts } from '#platform/text/index.ts';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A pool connects at its first query, and describing routes asks none. */
const nowhere = 'postgres://nobody@127.0.0.1:1/none';

/** OpenAPI 3.1 of every route, as `GET /api/openapi.json` of a server answers it. */
export async function openApiText(): Promise<string> {
  const { clock } = makeClock({});
  const db = openDatabase(nowhere, 'app');
  const dependencies = gatherDependencies({
    ...{ db, numbersDb: db, clock },
    ...{ home: tmpdir(), publicUrl: 'http://127.0.0.1' },
  });
  const nobody = async () => undefined;
  const app = await buildServer({
    routes: allRoutes(dependencies),
    ports: {
      db,
      texts: ourTexts(),
      accountOf: nobody,
      parkOf: nobody,
      principalOf: async () => {
        throw new Error('nobody asks while routes are described');
      },
      isPermission,
      permits: () => false,
      now: () => clock.now(),
    },
    webFolder: join(tmpdir(), 'no-web-app'),
    isReady: async () => false,
  });
  const answer = await app.inject('/api/openapi.json');
  await app.close();
  await db.destroy();
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return `${JSON.stringify(JSON.parse(answer.body), null, 1)}\n`;
}
