import type { Change } from '../../src/index.js';
import { password } from './arrayKind.js';
import { pick } from './pick.js';

// What draws choose from, where the array's state does not matter.

export const volumeStates = ['online', 'offline', 'online', 'degraded', 'resizing', 'restoring', 'failed'] as const;
export const poolStates = ['online', 'readOnly', 'online', 'offline', 'degraded'] as const;

export const driveStates = ['ok', 'predictiveFailure', 'failed', 'ok'] as const;

export const providerChanges: readonly Change[] = [
  { provider: { link: 'up', server: 'running', foreignSessions: 0, foreignOperations: 0 } },
  { provider: { link: 'down' } },
  { provider: { link: 'up', namespace: 'present', replicationService: 'present' } },
  { provider: { link: 'hung' } },
  { provider: { link: 'up', server: 'running' } },
  { provider: { server: 'shuttingDown' } },
  { provider: { server: 'stopped' } },
  { provider: { foreignSessions: 5 } },
  { provider: { foreignOperations: 4 } },
  { provider: { namespace: 'missing' } },
  { provider: { replicationService: 'missing' } },
  { indications: { destination: 'invalid' } },
  { indications: { destination: 'valid', subscription: 'none' } },
  { indications: { subscription: 'exists' } },
];

export const rightsChanges: readonly Change[] = [
  { role: 'administrator' },
  { role: 'reader', caller: 'other' },
  { role: 'operator' },
  { role: 'reader' },
  { certificate: 'valid' },
  { certificate: 'expired' },
  { certificate: 'valid', expiresIn: 2000 },
  { credential: { username: 'service', password } },
  { credential: null },
  { credential: { username: 'narrow', password } },
  { account: { name: 'service', revoked: true } },
  { account: { name: 'service', revoked: false, deniedNamespace: false, mayModify: true, expiresIn: null } },
  { account: { name: 'service', deniedNamespace: true } },
  { account: { name: 'service', expiresIn: 500 } },
];

type CapabilityChange = Extract<Change, { capabilities: unknown }>['capabilities'];

export const capabilityChanges = (n: number): readonly CapabilityChange[] => [
  { cloneLocal: true, cloneRemote: true, replicationTypes: [11, 13], features: [8, 42, 51] },
  { maximumReplicasPerSource: n % 5 },
  { synchronousActions: [2], asynchronousActions: [] },
  { synchronousActions: [], asynchronousActions: [2] },
  { synchronousActions: [2], asynchronousActions: [2] },
  { cloneLocal: false, cloneRemote: false },
  n % 2 === 0 ? { replicationTypes: [] } : { replicationTypes: [13], features: [8, 42, 51] },
  { replicationTypes: [11], features: pick([[8, 51], [8], [8, 18, 51], [44, 51]], n) },
];

export const forcible = [
  { at: 'service', code: 51000 },
  { at: 'connect', code: 3 },
  { at: 'findService', code: 43021 },
  { at: 'readCapabilities', code: 43015 },
  { at: 'invoke', code: 43020 },
  { at: 'array', code: 2 },
  { at: 'array', code: 43001 },
  { at: 'array', code: 4 },
  { at: 'invokeReply', code: 3 },
  { at: 'invokeReply', code: 40300 },
  { at: 'readBack', code: 43018 },
  { at: 'rename', code: 40304 },
  { at: 'subscribe', code: 43011 },
  { at: 'serviceReply', code: 'lost' },
] as const;
