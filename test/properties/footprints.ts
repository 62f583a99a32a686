import type { MethodName, StorageArray, Volume } from '../../src/index.js';
import type { ArrayKind } from './arrayKind.js';
import { anyCall } from './callDraws.js';
import { type Call, type Command, isAccepted } from './commands.js';
import type { Draw, Memory } from './interpreters.js';
import { pick } from './pick.js';
import { isCopying, isFinal } from './transition.js';

// What a command depends on or changes, and which two have nothing in common.

/** Two commands that have no element in common, nor anything that is scarce: no slot, no count that is nearly full.
 * @param isFresh whether the service knows all that there is
 */
export function apart(
  array: StorageArray,
  { arrayKind, a, b, c, isFresh }: Numbers & { readonly arrayKind: ArrayKind; readonly isFresh: boolean },
): readonly [Command, Command] | undefined {
  const { limits } = JSON.parse(array.save()).world.settings as { limits: ArrayKind['profile']['limits'] };
  const volumes = array.volumes();
  const associations = volumes.filter(({ synchronization }) => synchronization !== null).length;
  if (volumes.length + 2 > limits.volumes || associations + 2 > limits.synchronizations) return undefined;
  const jobs = array.jobs().filter(({ state }) => !isFinal(state));
  if (jobs.some(({ state }) => state === 'new')) return undefined;
  const slots = limits.runningJobs - jobs.length;
  const memory: Memory = { calls: [], touched: undefined, arrayKind };
  // Refusals swap easily: both are to be accepted, three times of four.
  const wanted = c % 4 !== 0;
  for (let at = 0; at < tries; at++) {
    const first = drawnFrom(array, { a: a + at, b: b + 3 * at, c: c + 5 * at }, memory);
    const second = drawnFrom(array, { a: b + 7 * at, b: c + at, c: a + 11 * at }, memory);
    const pair = [first, second] as const;
    if (pair.filter((command) => command.do === 'call').length > slots) continue;
    if (!isFresh && pair.some(looksAround)) continue;
    const [one, other] = pair.map((command) => footprintOf(array, command, arrayKind));
    if (one === undefined || other === undefined || [...one].some((element) => other.has(element))) continue;
    if (!wanted || pair.every((one) => one.do !== 'call' || isAccepted(array.fork(), one))) return pair;
  }
  return undefined;
}

type Numbers = Omit<Draw, 'kind'>;

const tries = 24;

/** A call of any method by the configured account, or what hosts and others do to a volume. */
function drawnFrom(array: StorageArray, numbers: Numbers, memory: Memory): Command {
  const { a, b, c } = numbers;
  const volumes = array.volumes();
  if (c % 4 !== 0 || volumes.length === 0) {
    const call = anyCall(array, { kind: 0, a, b, c: c >> 2 }, memory);
    const { username: _, password: __, ...parameters } = call.with;
    // A name that the array gives to a new volume tells how many there were before.
    const named = creating.includes(call.method) ? { ElementName: `made-${a}`, ...parameters } : parameters;
    return { ...call, with: named, caller: 'client' };
  }
  const { id, size } = pick(volumes, a);
  const length = size > 8192n ? 8192 : 512;
  const direct: readonly Command[] = [
    { do: 'write', on: id, offset: 0, length, tag: `late-${c % 3}` },
    { do: 'set', change: { volume: id, state: 'offline' } },
    { do: 'outOfBand', change: { volume: id, state: 'degraded' } },
    { do: 'outOfBand', change: { delete: id } },
  ];
  return pick(direct, b);
}

const creating: readonly MethodName[] = ['Pool.CreateStorageVolume', 'System.CreateStorageVolume'];

/** Those that look for what is new. */
const discoveries: readonly MethodName[] = ['StartDiscovery', 'PartialDiscovery'];

function looksAround(command: Command): boolean {
  return command.do === 'call' && discoveries.includes(command.method);
}

/** The ids of the pools, volumes and drives that a command has to do with, and names that it gives or goes by. */
function footprintOf(array: StorageArray, command: Command, arrayKind: ArrayKind): Set<string> {
  switch (command.do) {
    case 'call':
      return footprintOfCall(array, command, arrayKind);
    case 'write':
      return new Set(around(array, command.on));
    case 'set':
    case 'outOfBand': {
      const { change } = command;
      const volume = 'volume' in change ? change.volume : 'delete' in change ? change.delete : '';
      // The service learns of it when somebody looks around.
      return new Set([...around(array, String(volume)), ...(command.do === 'outOfBand' ? [unseen] : [])]);
    }
    default:
      throw new Error(`nobody asks what ${command.do} has to do with`);
  }
}

const unseen = 'what the service has not seen';
const ordinal = 'the ordinal of the next volume';

/** Whether a volume gets the name that is asked for, and no other. */
function namesAsAsked({ capabilities, clones, provider }: ArrayKind['profile']): boolean {
  return !clones.ignoresNames && (capabilities.features.includes(51) || provider.rename === 'accepted');
}

function footprintOfCall(array: StorageArray, call: Call, { profile }: ArrayKind): Set<string> {
  const given = [call.on, ...Object.values(call.with).flat()].filter((value) => typeof value === 'string');
  const found = new Set(given.flatMap((element) => [element, ...around(array, element)]));
  const addAll = (elements: readonly { readonly id: string }[]) => {
    for (const { id } of elements) found.add(id);
  };
  if (looksAround(call)) found.add(unseen);
  const makes = creating.includes(call.method) || isCopying(call.method);
  if (makes && !namesAsAsked(profile)) found.add(ordinal);
  if (call.method === 'System.CreateStorageVolume') addAll(array.pools());
  if (call.method === 'CreatePool') addAll(array.pools().filter(({ isPrimordial }) => isPrimordial));
  const isPlaced = 'TargetPool' in call.with || 'TargetStoragePool' in call.with || 'TargetStorageVolume' in call.with;
  if (isCopying(call.method) && !isPlaced) {
    const isNear = profile.capabilities.cloneLocal && profile.clones.poolNotGiven === 'sourcePool';
    addAll(isNear ? [] : array.pools());
  }
  return found;
}

/** An element and what belongs to it: the family of a volume with its pools, what a pool is made of, what a job works on. */
function around(array: StorageArray, element: string): readonly string[] {
  const named = array.volumes().filter(({ id, name }) => id === element || name === element);
  if (named.length > 0) return family(array, named);
  const pool = array.pools().find(({ id, name }) => id === element || name === element);
  if (pool !== undefined) return [pool.id, pool.name, ...(pool.madeOf === null ? [] : [pool.madeOf])];
  const drive = array.drives().find(({ id }) => id === element);
  if (drive !== undefined) return [drive.id, ...(drive.pool === null ? [] : [drive.pool])];
  const job = array.findJob(element);
  const sides = [job?.source, job?.target].flatMap((id) => array.findVolume(id ?? '') ?? []);
  return job === undefined
    ? []
    : [job.id, ...family(array, sides), ...(sides.length === 0 ? array.pools().map(({ id }) => id) : [])];
}

/** Volumes, those that they are related to by copies or jobs, those that these are related to, and the pools of all. */
function family(array: StorageArray, members: readonly Volume[]): readonly string[] {
  const volumes = array.volumes();
  const links = [
    ...volumes.flatMap(({ synchronization: one }) => (one === null ? [] : [[one.source, one.target]])),
    ...array.jobs().flatMap(({ state, source, target }) => (isFinal(state) ? [] : [[source, target]])),
  ] as readonly (readonly (string | null)[])[];
  const ids = new Set<string>(members.map(({ id }) => id));
  for (const id of ids) {
    for (const link of links) if (link.includes(id)) for (const end of link) if (end !== null) ids.add(end);
  }
  const all = volumes.filter(({ id }) => ids.has(id));
  return [...ids, ...all.flatMap(({ name, pool }) => [name, pool])];
}
