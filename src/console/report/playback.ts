import type { ElementKind, Fields, Film } from '../../report/film/film.js';

/** The array at one moment: elements by id. */
export type Scene = Readonly<Record<ElementKind, ReadonlyMap<string, Fields>>>;

/** Frames between two scenes that are kept: from one of them to any other frame it is no further than that. */
const spacing = 64;

/** Shows the array as it was at any frame of a film. */
export class Playback {
  private readonly kept: Scene[] = [];

  constructor(readonly film: Film) {}

  /** @param frame its place in the film, from 0 */
  at(frame: number): Scene {
    const from = Math.floor(frame / spacing);
    for (let next = this.kept.length; next <= from; next++) {
      const before = this.kept[next - 1];
      const first = before === undefined ? 0 : (next - 1) * spacing + 1;
      this.kept.push(this.play(before, first, next * spacing));
    }
    return this.play(this.kept[from], from * spacing + 1, frame);
  }

  /** What has changed with a frame, by id; new elements, too. */
  changedAt(frame: number): ReadonlySet<string> {
    return new Set(this.film.frames[frame]?.changes.map(([, id]) => id));
  }

  /** The first frame that shows an event of the trace. */
  frameOf(event: number): number {
    const { frames } = this.film;
    let low = 0;
    let high = frames.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((frames[middle]?.events ?? 0) >= event) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** The frame at which as many events of the trace had happened, and nothing of the next: the end of a step. */
  lastFrameOf(events: number): number {
    const { frames } = this.film;
    const next = this.frameOf(events + 1);
    return (frames[next]?.events ?? 0) > events ? Math.max(0, next - 1) : next;
  }

  private play(scene: Scene | undefined, first: number, last: number): Scene {
    const next = {
      pool: new Map(scene?.pool),
      volume: new Map(scene?.volume),
      synchronization: new Map(scene?.synchronization),
      job: new Map(scene?.job),
    };
    for (const { changes } of this.film.frames.slice(first, last + 1)) {
      for (const [kind, id, fields] of changes) {
        if (fields === null) next[kind].delete(id);
        else next[kind].set(id, { ...next[kind].get(id), ...fields });
      }
    }
    return next;
  }
}
