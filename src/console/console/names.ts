import { useEffect } from 'preact/hooks';
import { usePlace } from './place.js';
import { RefusedError, type Server } from './server.js';
import type { Session } from './session.js';
import { useSession } from './useSession.js';

const namesKept = 50_000;
/** The server cuts texts that are much longer, and such a name would be read by nobody. */
const lettersSought = 200;

/** What volumes are called, as far as the page has met them; others are asked for by their id, once each. */
class Names {
  private readonly names = new Map<string, string>();
  private readonly asked = new Set<string>();
  private asking: Promise<void> = Promise.resolve();

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

  /** How a request names a volume: by its name where no other volume has that, since people read it again in what is exported; else by its
   * id.
   * @param reference an id, or what somebody has written
   */
  async referring(universe: string, reference: string): Promise<string> {
    const name = this.names.get(reference);
    if (name === undefined || name === '' || name.length > lettersSought) return reference;
    const { items, total } = await this.server.ask(
      '/api/universes/{universe}/volumes',
      { universe },
      { search: name, limit: 100 },
    );
    const isOnly = total === items.length && items.filter((one) => one.name === name).length === 1;
    return isOnly && items.some((one) => one.id === reference && one.name === name) ? name : reference;
  }

  /** Asks what a volume is called, one after the other: there may be a thousand jobs, each of another volume. */
  ask(universe: string, id: string): void {
    if (this.names.has(id) || this.asked.has(id)) return;
    this.asked.add(id);
    this.asking = this.asking.then(async () => {
      if (this.names.has(id)) return;
      try {
        const { volumes } = await this.server.ask('/api/universes/{universe}/around/{element}', {
          universe,
          element: id,
        });
        this.meet(volumes);
        this.session.drawSoon();
      } catch (error) {
        // What has gone since has no name any more, and goes by its id. A server that can't be reached is asked again later; that it
        // can't be the top of the page says.
        if (!(error instanceof RefusedError)) this.asked.delete(id);
      }
    });
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
    if (id !== null && name === undefined) names.ask(universe, id);
  }, [names, universe, id, name]);
  return name ?? id ?? '';
}
