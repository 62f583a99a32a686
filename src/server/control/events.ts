import { z } from 'zod';
import { StorageArray } from '../../engine/array.js';
import { jsonText } from '../../report/files/jsonText.js';
import { atLeast } from '../../vocabulary/versions.js';
import type { Stream } from '../exchange.js';
import { hosted, type Route, type RouteContext, route } from './route.js';

const query = z.strictObject({ trace: z.enum(['true', 'false']).optional().describe('also what the trace records') });

/** Listed with the others; it is answered by {@link events}. */
export const eventsRoute: Route = route({
  verb: 'GET',
  path: '/arrays/{array}/events',
  summary: 'What happens from now on, as server-sent events.',
  body: null,
  query,
  answers:
    "events jobChanged, volumeAdded, volumeRemoved, call, from 2016 on the documents' events by the names of their classes, and trace where it is asked for; replaced after a reset or a rewind",
  act: () => undefined,
});

const kinds = ['jobChanged', 'volumeAdded', 'volumeRemoved', 'call'] as const;

/** @throws BadInputError for an array that there is not */
export function events(context: Pick<RouteContext, 'arrays' | 'path' | 'query'>): Stream {
  const one = hosted(context);
  const trace = context.query.trace === 'true';
  return {
    operation: `GET ${eventsRoute.path}`,
    headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' },
    begin(send) {
      let ends: (() => void)[] = [];
      let first = true;
      const follow = (array: StorageArray) => {
        for (const end of ends) end();
        if (!first) send(eventText('replaced', {}));
        first = false;
        ends = kinds.map((kind) => array.on(kind, (event) => send(eventText(kind, event))));
        if (atLeast(StorageArray.worldOf(array).configuration.version, '2016'))
          ends.push(array.on('event', (event) => send(eventText(event.__CLASS, event))));
        if (trace) ends.push(followTrace(array, send));
      };
      send(': begun\n\n');
      const leave = one.watch(follow);
      return () => {
        leave();
        for (const end of ends) end();
      };
    },
  };
}

/** Sends what the trace has recorded since, whenever a call was answered or a job or volume has changed. */
function followTrace(array: StorageArray, send: (text: string) => void): () => void {
  let sent = position(array);
  const ends = kinds.map((kind) =>
    array.on(kind, () => {
      const { entries } = array.trace({ from: sent + 1 });
      for (const entry of entries) send(eventText('trace', entry));
      sent = entries.at(-1)?.number ?? sent;
    }),
  );
  return () => {
    for (const end of ends) end();
  };
}

function position(array: StorageArray): number {
  return array.trace({ from: Number.MAX_SAFE_INTEGER }).header.dropped;
}

/** @see HTML, "Server-sent events": a line of data has no line end */
function eventText(kind: string, data: unknown): string {
  return `event: ${kind}\ndata: ${JSON.stringify(JSON.parse(jsonText(data)))}\n\n`;
}
