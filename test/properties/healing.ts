import type { Change, StorageArray } from '../../src/index.js';
import { type ArrayKind, password } from './arrayKind.js';
import { perform } from './commands.js';

/** Takes back whatever a run has done to the system around the elements, as far as it can be taken back. */
export function heal(array: StorageArray, { profile }: ArrayKind): void {
  const everything: readonly Change[] = [
    { role: 'administrator' },
    { role: 'administrator', caller: 'other' },
    { certificate: 'valid' },
    {
      account: {
        name: 'service',
        password,
        revoked: false,
        deniedNamespace: false,
        mayModify: true,
        expiresIn: null,
        maximumSessions: null,
      },
    },
    { credential: { username: 'service', password } },
    { provider: { link: 'up', server: 'running', foreignSessions: 0, foreignOperations: 0 } },
    { link: 'up' },
    { provider: { namespace: 'present', replicationService: 'present' } },
    { indications: { destination: 'valid', subscription: 'none' } },
    {
      capabilities: structuredClone(profile.capabilities) as Extract<Change, { capabilities: unknown }>['capabilities'],
    },
    { limits: { ...profile.limits } },
    ...array.pools().map(({ id }) => ({ pool: id, state: 'online' as const })),
    ...array.volumes().map(({ id }) => ({ volume: id, state: 'online' as const })),
  ];
  // A copy that runs, or a volume that has failed, can't be set online: that is bad input, and stays as it is.
  for (const change of everything) perform(array, { do: 'set', change });
  array.settle();
  array.discover();
}
