import { createArray } from '../cim/createArray.js';
import type { EnumerationLimits } from '../cim/operations/enumerations.js';
import type { StorageArray } from '../engine/array.js';
import type { ArrayOptions } from '../engine/options.js';
import { badInput } from '../vocabulary/input/badInput.js';
import { HostedArray } from './hosted.js';
import type { TimeMode } from './time.js';
import type { User } from './users.js';

/** The arrays of a server, by name: the one that it was started with is at `/cimom` and `/wsman`, each at `/arrays/NAME/cimom` and
 * `/arrays/NAME/wsman`.
 */
export class HostedArrays {
  private readonly byName = new Map<string, Entry>();

  constructor(
    private readonly time: TimeMode,
    private readonly users: readonly User[],
    /** Whether they record what happens, for the journal and the trace: where nobody can read them, that is for nothing; and how many events
     * of it are kept.
     */
    private readonly record: { readonly traces: boolean; readonly retain: number },
    private readonly enumerations: EnumerationLimits = { open: 100, idleMs: 600_000 },
    private readonly most = 100,
  ) {}

  names(): string[] {
    return [...this.byName.keys()];
  }

  find(name: string): HostedArray | undefined {
    return this.byName.get(name)?.hosted;
  }

  /** Makes an array of that name, or puts a new one in the place of the one that has it.
   * @throws BadInputError
   */
  make(name: string, options: ArrayOptions): HostedArray {
    if (!/^[A-Za-z0-9][\w.-]{0,63}$/.test(name))
      badInput({
        field: 'name',
        value: name,
        expected: 'a name of at most 64 letters, digits, dots, dashes and underscores',
      });
    if (!this.byName.has(name) && this.byName.size >= this.most)
      badInput({
        field: 'name',
        value: name,
        expected: `one of the ${this.most} arrays that there may be: delete one first`,
      });
    const array = this.made(options);
    const known = this.byName.get(name);
    if (known === undefined) {
      const hosted = new HostedArray(array, this.time, this.enumerations);
      this.byName.set(name, { hosted, options });
      return hosted;
    }
    known.hosted.replace(array);
    this.byName.set(name, { hosted: known.hosted, options });
    return known.hosted;
  }

  /** Makes an array anew as it was made.
   * @throws BadInputError where there is none of that name
   */
  reset(name: string): void {
    const { hosted, options } = this.entry(name);
    hosted.replace(this.made(options));
  }

  remove(name: string): void {
    this.entry(name).hosted.close();
    this.byName.delete(name);
  }

  /** Keeps the array as it is now, to come back to.
   * @returns what it is called
   */
  checkpoint(name: string): string {
    const { hosted } = this.entry(name);
    const count = hosted.array.history().checkpoints.length;
    if (count >= mostCheckpoints)
      badInput({
        field: 'checkpoint',
        value: undefined,
        expected: `at most ${mostCheckpoints} checkpoints of an array`,
      });
    const checkpoint = `checkpoint-${count + 1}`;
    hosted.change((array) => array.checkpoint(checkpoint));
    return checkpoint;
  }

  /** Puts the array back to where it was at a checkpoint, which stays. */
  rewind(name: string, checkpoint: string): void {
    this.entry(name).hosted.rewind(checkpoint);
  }

  close(): void {
    for (const { hosted } of this.byName.values()) hosted.close();
  }

  private entry(name: string): Entry {
    const found = this.byName.get(name);
    const among = this.names();
    return found ?? badInput({ field: 'array', value: name, expected: 'the name of an array of this server', among });
  }

  /** The users of the server are callers of the array, each with its role. */
  private made(options: ArrayOptions): StorageArray {
    const array = createArray({ trace: this.record.traces, retain: this.record.retain, ...options });
    for (const { name, role } of this.users) array.set({ role, caller: name });
    return array;
  }
}

interface Entry {
  readonly hosted: HostedArray;
  readonly options: ArrayOptions;
}

const mostCheckpoints = 100;
