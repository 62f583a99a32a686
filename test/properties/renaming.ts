import type { CreateCloneParameters } from '../../src/index.js';
import type { ArrayKind } from './arrayKind.js';
import type { Command } from './commands.js';

/** Another name for every name, as long as the first and different for different ones. The letters of '-clone-' stay, so
 * that a name that the array makes up from another is renamed with it.
 */
export function renamed(text: string): string {
  return isId(text) ? text : [...text].map((letter) => other(letter, 1)).join('');
}

/** Takes {@link renamed} back. */
export function named(text: string): string {
  return isId(text) ? text : [...text].map((letter) => other(letter, -1)).join('');
}

const letters = [...'abdfghijkmpqrstuvwxyz'];

function other(letter: string, by: 1 | -1): string {
  const at = letters.indexOf(letter);
  return at === -1 ? letter : (letters[(at + 7 * by + letters.length) % letters.length] ?? letter);
}

function isId(text: string): boolean {
  return /^(vol|pool|job|call)-\w+-[0-9a-f]{8}$/.test(text);
}

export function renamedArrayKind(arrayKind: ArrayKind): ArrayKind {
  const { options } = arrayKind;
  return {
    ...arrayKind,
    options: {
      ...options,
      pools: options.pools?.map((pool) => ({ ...pool, name: renamed(pool.name) })),
      volumes: options.volumes?.map((volume) => ({
        ...volume,
        name: renamed(volume.name),
        pool: renamed(volume.pool),
      })),
      accounts: options.accounts?.map((account) => ({ ...account, name: renamed(account.name) })),
      credential: options.credential && { ...options.credential, username: renamed(options.credential.username) },
    },
  };
}

export function renamedCommand(command: Command): Command {
  switch (command.do) {
    case 'clone':
    case 'begin': {
      const { on, with: parameters, caller } = command;
      return { ...command, on: renamed(on), with: renamedParameters(parameters), caller: renamed(caller) };
    }
    case 'write':
      return { ...command, tag: renamed(command.tag) };
    case 'set': {
      const { change } = command;
      if ('role' in change && change.caller !== undefined)
        return { ...command, change: { ...change, caller: renamed(change.caller) } };
      if ('credential' in change && change.credential !== null) {
        const { username, password } = change.credential;
        return { ...command, change: { credential: { username: renamed(username), password } } };
      }
      if ('account' in change)
        return { ...command, change: { account: { ...change.account, name: renamed(change.account.name) } } };
      return command;
    }
    case 'outOfBand': {
      const { change } = command;
      if (!('create' in change)) return command;
      return { ...command, change: { create: { ...change.create, name: renamed(change.create.name) } } };
    }
    default:
      return command;
  }
}

/** In the order in which they were given, which a trace keeps. */
function renamedParameters(parameters: CreateCloneParameters): CreateCloneParameters {
  const names = ['ElementName', 'TargetPool', 'username'];
  const entries = Object.entries(parameters).map(([key, value]) => [
    key,
    names.includes(key) && typeof value === 'string' ? renamed(value) : value,
  ]);
  return Object.fromEntries(entries);
}
