import { useEffect } from 'preact/hooks';
import { usePlace } from './place.js';
import type { Server } from './server.js';
import type { Session } from './session.js';
import { useSession } from './useSession.js';

const namesKept = 50_000;

/** What volumes are called, as far as the page has met them; others are asked for by their id, once each. */
class Names {
  private readonly names = new Map<string, string>();
  private readonly asked = new Set<string>();

  constructor(
    private readonly session: Session,
    private readonly server: Server,
  ) {
    session.watch(({ frame }) => {
      for (const { now } of frame?.volumes ?? []) if (now !== null) this.meet([now]);
    });
  }

  meet(volumes: readonly { readonly id: string; readonly name: string }[]): void {
    if (this.names.size > namesKept) this.names.clear();
    for (const { id, name } of volumes) this.names.set(id, name);
  }

  of(id: string): string | undefined {
    return this.names.get(id);
  }

  async ask(universe: string, id: string): Promise<void> {
    if (this.names.has(id) || this.asked.has(id)) return;
    this.asked.add(id);
    const { items } = await this.server.ask(
      '/api/universes/{universe}/volumes',
      { universe },
      { search: id, limit: 1 },
    );
    this.meet(items);
    this.session.drawSoon();
  }
}

const byServer = new WeakMap<Server, Names>();

/** The names of a page. */
export function namesOf(session: Session, server: Server): Names {
  const known = byServer.get(server) ?? new Names(session, server);
  byServer.set(server, known);
  return known;
}

/** What a volume is called; its id while that is not known. */
export function useName(id: string | null): string {
  const { session, server, universe } = usePlace();
  const names = namesOf(session, server);
  const name = useSession(session, () => (id === null ? '' : names.of(id)));
  useEffect(() => {
    // What has gone since has no name any more, and goes by its id.
    if (id !== null && name === undefined) names.ask(universe, id).catch(() => undefined);
  }, [names, universe, id, name]);
  return name ?? id ?? '';
}
