import { useEffect, useMemo } from 'preact/hooks';
import type { Window, WindowQuery } from '../../server/console/contract/answers.js';
import type { Changed } from '../../server/console/contract/state.js';
import type { Server } from './server.js';
import type { Change, Session } from './session.js';
import { useSession } from './useSession.js';
import { WindowedList } from './windowedList.js';

interface Wishes<Element> {
  readonly session: Session;
  readonly universe: string;
  readonly query: WindowQuery;
  readonly ask: (query: WindowQuery) => Promise<Window<Element>>;
  readonly changed: (change: Change) => readonly Changed<Element>[];
}

/** A list of the server's, as it is now. */
function useList<Element extends { readonly id: string }>({ session, universe, query, ask, changed }: Wishes<Element>) {
  const { search = '', pool = '', state = '', order = 'oldest' } = query;
  const held = useMemo(() => {
    const versions = { drawn: 0 };
    const drawAgain = () => {
      versions.drawn++;
      session.drawSoon();
    };
    const list = new WindowedList<Element>(
      session,
      {
        universe,
        ask: (offset, limit) => ask({ search, pool, state, order, offset, limit }),
        changed,
        mayMove: state !== '',
      },
      drawAgain,
    );
    return { list, versions };
  }, [session, universe, search, pool, state, order]);
  useEffect(() => () => held.list.end(), [held]);
  useSession(session, () => held.versions.drawn);
  return held.list;
}

/** The volumes that a query means. */
export function useVolumes(session: Session, server: Server, universe: string, query: WindowQuery) {
  return useList({
    session,
    universe,
    query,
    ask: (one) => server.ask('/api/universes/{universe}/volumes', { universe }, one),
    changed: ({ frame }) => frame?.volumes ?? [],
  });
}
