import type { Version } from '../versions.js';

/** One number that a method may return. */
export interface ReturnCode {
  readonly code: number;
  /** The documents' words, verbatim. */
  readonly label: string;
  /** What it tells a storage engineer, in ours. */
  readonly meaning: string;
  /** The first release that documents it for this method; absent: as old as the method. */
  readonly since?: Version;
}
