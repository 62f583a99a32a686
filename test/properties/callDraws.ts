import type { StorageArray } from '../../src/index.js';
import { password } from './arrayKind.js';
import { accountFrom, anyOf, called, cloneOf, nameFrom, poolFrom, poolOf, sourceFrom, volumeFrom } from './choices.js';
import type { Call, Command } from './commands.js';
import type { Draw, Interpreter, Memory } from './interpreters.js';
import { lifeDraws, otherMethods } from './lifeDraws.js';
import { pick } from './pick.js';

/** Calls of methods that any run makes. */
export const callDraws = {
  clone: (array, { a, b, c }, { arrayKind, touched }) => {
    const source = a % 2 === 1 && touched !== undefined ? touched : sourceFrom(array, a);
    return cloneOf(source, { ...nameFrom(array, b), ...poolFrom(array, c, arrayKind) });
  },
  // Clones mostly, so that something is left to be cloned; what copies run from and to as well.
  deleteVolume: (array, { a, b }) => {
    const clones = array.volumes().filter(({ synchronization }) => synchronization !== null);
    const volume = a % 3 !== 0 && clones.length > 0 ? pick(clones, a) : volumeFrom(array, a);
    const on = volume === undefined || b % 17 === 0 ? sourceFrom(array, b) : volume.id;
    return called('StorageVolume.Delete', on, accountFrom(b), b % 13 === 0 ? 'other' : 'client');
  },
  // Pools are asked for their sizes more often than they are deleted: most have volumes, and the others are missed.
  otherMethods: (array, { a, b, c }, { arrayKind }) => {
    const other = c % 2 === 1 ? anyOf(otherMethods, array, arrayKind.options.version, { a, b, c }) : undefined;
    if (other !== undefined) return other;
    const empty = array.pools().filter(({ volumes }) => volumes === 0);
    const pool = a % 2 === 0 && empty.length > 0 ? pick(empty, b) : poolOf(array, b);
    const on = pool?.id ?? 'gold';
    if (a % 3 === 0) return called('Pool.Delete', on, accountFrom(c));
    return called('GetSizesInfo', on, { PoolSettingObjectId: c % 7 === 0 ? 'no such setting' : '', ...accountFrom(c) });
  },
} as const satisfies Record<string, Interpreter>;

const { clone, deleteVolume, otherMethods: other } = callDraws;
const { around, relate } = lifeDraws;
const calling: readonly Interpreter[] = [clone, clone, deleteVolume, other, around, around, relate];

/** A call of any method, with what it may be given. */
export function anyCall(array: StorageArray, { c, ...draw }: Draw, memory: Memory): Call {
  const rest = { ...draw, c: Math.floor(c / calling.length) };
  const command: Command = pick(calling, c)(array, rest, memory);
  return command.do === 'call' ? command : cloneOf(sourceFrom(array, draw.a));
}

/** The same as a call that is begun; of those who overlap, one account with few sessions has many. */
export function anyBegun(array: StorageArray, draw: Draw, memory: Memory): Call {
  const { with: parameters, ...call } = anyCall(array, draw, memory);
  const account = draw.b % 3 === 0 ? { username: 'narrow', password } : {};
  return { ...call, do: 'begin', with: { ...parameters, ...account } };
}
