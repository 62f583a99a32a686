import { useCallback, useEffect, useReducer, useRef, useState } from 'preact/hooks';
import { RefusedError } from './server.js';
import type { Session, UniverseNow } from './session.js';

/** A part of what the page knows; what uses it is drawn again when that part has become another one. */
export function useSession<Part>(session: Session, part: (session: Session) => Part): Part {
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  const shown = part(session);
  const last = useRef({ shown, part });
  last.current = { shown, part };
  useEffect(
    () =>
      session.subscribe(() => {
        if (last.current.part(session) !== last.current.shown) drawAgain(undefined);
      }),
    [session],
  );
  return shown;
}

/** A part of a universe; undefined once it is closed. */
export function useUniverse<Part>(
  session: Session,
  universe: string,
  part: (universe: UniverseNow) => Part,
): Part | undefined {
  return useSession(session, ({ universes }) => {
    const now = universes.get(universe);
    return now === undefined ? undefined : part(now);
  });
}

/** What is under way, and what was last said of it. */
export interface Acting {
  readonly busy: boolean;
  /** In the server's words; null where nothing was refused. */
  readonly refusal: string | null;
  /** Does one thing after the other; what is refused is said. @returns whether it was done */
  readonly act: (what: () => Promise<unknown>) => Promise<boolean>;
}

/** For a form: does what it asks for, and keeps the server's words where that is refused. */
export function useAct(): Acting {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const act = useCallback(async (what: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await what();
      setRefusal(null);
      return true;
    } catch (error) {
      setRefusal(error instanceof RefusedError ? error.message : `the server does not answer: ${error}`);
      return false;
    } finally {
      setBusy(false);
    }
  }, []);
  return { busy, refusal, act };
}
