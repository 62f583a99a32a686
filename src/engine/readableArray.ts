import type { Drive } from '../store/driveView.js';
import type { Reference } from '../store/references.js';
import type { Job, Pool, Volume } from '../store/views.js';
import type { World } from '../store/world.js';
import type { VolumeFilter } from './arrayApi.js';
import type { Engine } from './components.js';
import type { Recorder } from './history/recorder.js';
import { Reads } from './reads.js';

/** What of an array is read element by element. */
export abstract class ReadableArray {
  private readsPart: Reads | undefined;

  constructor(private readonly read: { readonly engine: Engine; readonly world: World; readonly recorder: Recorder }) {}

  /** For other ways of reading an array, within arraysim only. */
  static readonly readsOf = (array: ReadableArray): Reads => {
    const { engine, world, recorder } = array.read;
    array.readsPart ??= new Reads(engine, world, recorder);
    return array.readsPart;
  };

  /** The volume with that id or name, as it is reported now.
   * @throws BadInputError when no volume, or more than one, answers to the reference
   * @throws ReadFailedError when a fault of the plan lets the read fail; so does every other read
   */
  volume(reference: Reference): Volume {
    return ReadableArray.readsOf(this).volumeNamed(reference);
  }

  /** Like {@link volume}; undefined when there is none. */
  findVolume(reference: Reference): Volume | undefined {
    return ReadableArray.readsOf(this).findVolume(reference);
  }

  /** The pool with that id or name, as it is now.
   * @throws BadInputError when no pool, or more than one, answers to the reference
   */
  pool(reference: Reference): Pool {
    return ReadableArray.readsOf(this).poolNamed(reference);
  }

  /** The job with that id, as it is reported now; finished ones stay for the profile's `jobs.removedAfter`.
   * @throws BadInputError when no job has the id, or no longer
   * @param reference also null, which no job answers to: so that `array.job(reply.Job)` reads well
   */
  job(reference: Reference | null): Job {
    return ReadableArray.readsOf(this).jobNamed(reference, 'job');
  }

  /** Like {@link job}; undefined when there is none, or no longer. */
  findJob(reference: Reference | null): Job | undefined {
    return ReadableArray.readsOf(this).findJob(reference);
  }

  /** All volumes that exist on the array, oldest first; or all of a name, which several may have:
   * `array.volumes({ name: 'nightly' })` is the look that a client takes whose reply was lost.
   */
  volumes(filter: VolumeFilter = {}): Volume[] {
    return ReadableArray.readsOf(this).volumes(filter);
  }

  /** All pools that exist on the array, oldest first. */
  pools(): Pool[] {
    return ReadableArray.readsOf(this).pools();
  }

  /** All disk drives, oldest first. */
  drives(): Drive[] {
    return ReadableArray.readsOf(this).drives();
  }
}
