import type { AnyReply, MethodName, StorageArray, Volume } from '../../src/index.js';
import type { ArrayKind } from './arrayKind.js';
import { called, cloneOf } from './choices.js';
import { type Call, isAccepted, perform } from './commands.js';
import { difference, inWords, viewsOf } from './describe.js';
import { withJobs } from './exactness.js';
import { heal } from './healing.js';
import { lifeAround } from './lifeAround.js';
import { drawn, played, type Relation, unsteady } from './pairs.js';
import { pick } from './pick.js';
import { demand, isFinal } from './transition.js';

type Way = 'inverse' | 'terminate' | 'kill';

export const undoing: Relation = {
  name: 'UNDO',
  statement:
    'for all clones, snapshots, replicas, volumes, pools, resizes, deletions and other changes that can be taken back, doing so leaves the observable digest as it was: by their inverse, terminated or killed, written to or not',
  property: (maker, arrayKinds, seen) =>
    drawn(arrayKinds, { longest: 25, without: unsteady }, ({ script, a, b, c, marks }) => {
      const arrayKind = marks.length % 2 === 0 ? script.arrayKind : withJobs(script.arrayKind);
      const { array } = played(maker, { ...script, arrayKind });
      heal(array, arrayKind);
      const before = array.now;
      const untouched = array.fork();
      const done = doneTo(array, arrayKind, { a, b, c });
      if (done === undefined) return;
      const { call, reply } = done;
      const job = jobOf(reply);
      array.advance(c % 700);
      const write = () => {
        const volume = freshIn(array, untouched);
        if (marks[0] === false || volume?.usable !== true || volume.isReadOnly) return;
        array.host.write(volume.id, { offset: 0, length: volume.size > 4096n ? 4096 : 512, tag: 'undone' });
      };
      write();
      const isOver = job === null || isFinal(array.job(job).state);
      const way: Way = isOver ? 'inverse' : pick(['inverse', 'terminate', 'kill'], c >> 4);
      if (way !== 'inverse') array.jobs[way](job ?? '');
      array.settle();
      // Where a suspended job keeps the last slot, this one never runs.
      if (array.jobs().some(({ id, state }) => id === job && !isFinal(state))) return;
      // What hosts could use, or is declared residue, stays: it is deleted then.
      const left = freshIn(array, untouched);
      if (way !== 'inverse' && left?.state === 'failed') array.outOfBand.delete(left.id);
      if (way === 'inverse') {
        write();
        if (!takeBack(array, untouched, call)) return;
        array.settle();
      }
      array.discover();
      untouched.advance(array.now - before);
      untouched.discover();
      seen();
      const what = () => `${way} of ${call.method} on ${call.on}`;
      const same = untouched.digest('observable') === array.digest('observable');
      demand(
        same,
        () => `${what()} does not undo it: ${difference(inWords(viewsOf(untouched)), inWords(viewsOf(array)))}`,
      );
      const contents = inWords(viewsOf(untouched)) === inWords(viewsOf(array));
      const jobless = array.jobs().length === untouched.jobs().length;
      demand(contents || !jobless, () => `${what()} is seen`);
    }),
};

interface Numbers {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** What is done in order to be undone. */
const doings = [
  'CreateSnapshot',
  'StorageVolume.CreateReplica',
  'Pool.CreateStorageVolume',
  'System.CreateStorageVolume',
  'StorageVolume.ModifySize',
  'StorageVolume.ModifySize',
  'StorageVolume.Delete',
  'SetReadonly',
  'SetReadWrite',
  'CreatePool',
  'AddDiskDrives',
  'Pool.Delete',
] as const satisfies readonly MethodName[];

interface Done {
  readonly call: Call;
  readonly reply: AnyReply;
}

/** The first of a few calls that is accepted, and can be undone. */
function doneTo(array: StorageArray, arrayKind: ArrayKind, { a, b, c }: Numbers): Done | undefined {
  for (let at = 0; at < tries; at++) {
    const call = drawnFrom(array, arrayKind, { a: a + at, b: b + 3 * at, c: c + 5 * at });
    if (call === undefined || !canBeUndone(array, call, arrayKind)) continue;
    // Some that fail have done something all the same.
    if (!isAccepted(array.fork(), call)) continue;
    const outcome = perform(array, call);
    if (outcome.kind === 'reply') return { call, reply: outcome.reply };
  }
  return undefined;
}

const tries = 12;

function drawnFrom(array: StorageArray, arrayKind: ArrayKind, numbers: Numbers): Call | undefined {
  const { a, b, c } = numbers;
  const volume = array.volumes()[a % Math.max(1, array.volumes().length)];
  const { cloneLocal } = arrayKind.profile.capabilities;
  const method = pick(doings, b);
  const rest = { ...numbers, b: Math.floor(b / doings.length) };
  if (volume !== undefined && c % 3 === 0) return cloneOf(volume.id, cloneLocal ? {} : { TargetPool: 'far' });
  if (method === 'StorageVolume.Delete') return volume && called(method, volume.id);
  if (method === 'Pool.Delete') {
    const empty = array.pools().filter(({ volumes, isPrimordial }) => volumes === 0 && !isPrimordial);
    return empty.length === 0 ? undefined : called(method, pick(empty, a).id);
  }
  const call = lifeAround(array, rest, arrayKind, [method]);
  if (call?.do !== 'call') return undefined;
  // By id: what is made may get the same name.
  const named = array.volumes().find(({ name }) => name === call.on);
  return { ...call, on: named?.id ?? call.on };
}

/** What overwrites a volume can't be undone, nor an access that it had already, nor what rounds a size up. */
function canBeUndone(array: StorageArray, { method, on, with: parameters }: Call, { extent }: ArrayKind): boolean {
  const volume = array.findVolume(on);
  if (method === 'SetReadonly') return volume?.isReadOnly === false;
  if (method === 'SetReadWrite') return volume?.isReadOnly === true;
  if (method === 'StorageVolume.ModifySize') return (volume?.size ?? 0n) % extent === 0n;
  return !('TargetStorageVolume' in parameters);
}

/** Undoes what is over. @returns whether it can be undone */
function takeBack(array: StorageArray, untouched: StorageArray, { method, on }: Call): boolean {
  const back = (inverse: Call) => isAccepted(array, inverse);
  switch (method) {
    case 'SetReadonly':
      return back(called('SetReadWrite', on));
    case 'SetReadWrite':
      return back(called('SetReadonly', on));
    case 'StorageVolume.ModifySize': {
      const { size } = untouched.volume(on);
      return back(called(method, on, { NewSize: Number(size) }));
    }
    case 'StorageVolume.Delete':
    case 'Pool.Delete':
    case 'AddDiskDrives':
      return false;
    default: {
      const known = new Set(untouched.pools().map(({ id }) => id));
      const made = freshIn(array, untouched) ?? array.pools().find(({ id }) => !known.has(id));
      return made !== undefined && array.outOfBand.delete(made.id).changed;
    }
  }
}

/** The volume that was made: it may be listed once it is complete. */
function freshIn(array: StorageArray, untouched: StorageArray): Volume | undefined {
  return array.volumes().find(({ id }) => untouched.findVolume(id) === undefined);
}

function jobOf(reply: AnyReply): string | null {
  return 'Job' in reply ? reply.Job : null;
}
