import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Server } from './server.js';
import type { Session, UniverseNow } from './session.js';
import { useUniverse } from './useSession.js';

/** What a part of the page is about: a universe, and how to get at it. */
interface Place {
  readonly session: Session;
  readonly server: Server;
  /** Its id. */
  readonly universe: string;
}

export const PlaceContext = createContext<Place | null>(null);

export function usePlace(): Place {
  const place = useContext(PlaceContext);
  if (place === null) throw new Error('this part of the page stands outside of a universe');
  return place;
}

/** A part of the universe that a part of the page is about; undefined once it is closed. */
export function useHere<Part>(part: (universe: UniverseNow) => Part): Part | undefined {
  const { session, universe } = usePlace();
  return useUniverse(session, universe, part);
}

/** An element that somebody has chosen. */
export interface Chosen {
  readonly kind: 'pool' | 'volume' | 'job';
  readonly id: string;
  /** What it is called; a job goes by its id. */
  readonly name: string;
}
