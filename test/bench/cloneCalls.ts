/** One clone: of which volume, and what it is to be called. */
export interface Call {
  readonly on: string;
  readonly name: string;
}

/** All of a round's clones, each from the arguments to the finished job. */
export type Round = () => void;

/** One of those that are compared. */
export interface Side {
  readonly name: string;
  /** Of the volumes that were there from the start, in their order. */
  readonly ids: readonly string[];
  /** Makes a round ready, and does none of it yet. */
  readonly round: (calls: readonly Call[]) => Round;
}

export const gib = 2 ** 30;
export const poolSize = 3n * 2n ** 60n;
export const blocksPerMs = 2097;
export const retentionMs = 300_000;
export const startsWithinMs = 200;

/** The size of a volume in GiB, by its place. */
export const sizeOf = (index: number): number => (index % 2 === 0 ? 2048 : 100);

/** The clones of one round: sources anywhere among the volumes, half of them by name, half by id, each clone with a name of its own.
 * Each side gets texts of its own: what the engine of JavaScript finds out about a text, it would keep for the next.
 */
export function cloneCalls(names: readonly string[], ids: readonly string[], count: number, round: number): Call[] {
  let state = Math.imul(round + 1, 0x9e3779b1) >>> 0;
  return Array.from({ length: count }, (_, index) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const source = Math.floor((state / 2 ** 32) * names.length);
    return { on: (index % 2 === 0 ? names : ids)[source] ?? '', name: `clone of round ${round} number ${index}` };
  });
}
