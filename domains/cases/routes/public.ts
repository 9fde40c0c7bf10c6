import { defineRoute, type Route } from '#platform/http/index.ts';
import { keptPromises } from '../model/index.ts';
import { readPromises } from '../service/promises.ts';

/** What anybody may know about how the park keeps its promises. */
export function publicRoutes(): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/p/:park/api/promises',
      permission: 'public',
      summary: 'Promise against practice of the month that runs, by service.',
      response: { 200: keptPromises },
      handler: ({ inPark, park, now }) =>
        inPark((tx) => readPromises(tx, { park: park.code, zone: park.zone, now })),
    }),
  ];
}
