import { type Step, steps } from '../vocabulary/steps.js';
import type { EffectClass, EffectKind } from './effect.js';
import type { EffectInput } from './planSchema.js';
import { jobPoints, type Point, points } from './points.js';

/** What there is to say of a kind of effect. */
interface EffectDescription {
  readonly class: EffectClass;
  /** Where it can fire. */
  readonly at: readonly Point[];
  /** What it does, in a sentence. */
  readonly does: string;
}

const onTheWay = ['connect', 'authenticate', 'findService', 'readCapabilities', 'invoke'] as const satisfies Step[];
const anywhere = points.filter((point) => point !== 'read');

/** All kinds of effects that a plan can name. */
export const effectKinds = {
  return: {
    class: 'refuse',
    at: [...steps, 'detach'],
    does: "The step answers with a return code of its table, in that code's place.",
  },
  deny: {
    class: 'refuse',
    at: ['service', 'authenticate'],
    does: 'The caller is refused: 40001, or 43002 of the provider.',
  },
  badCredential: { class: 'refuse', at: ['authenticate'], does: 'The provider finds the password wrong.' },
  tls: {
    class: 'refuse',
    at: ['tls'],
    does: "The TLS handshake fails: 'expired', 'untrusted', 'hostMismatch', 'dropped'.",
  },
  failJob: { class: 'refuse', at: jobPoints, does: 'The job fails, at once or at a percent, with a code.' },
  partial: { class: 'refuse', at: ['array'], does: 'The array stops half-way through making the target, and fails.' },
  failRead: {
    class: 'refuse',
    at: ['read'],
    does: 'The read fails: a CIM error, a time-out, a connection that is reset.',
  },
  loseRequest: {
    class: 'ambiguous',
    at: ['service', ...onTheWay, 'detach'],
    does: 'The request is lost: nothing happens, and no answer comes.',
  },
  loseReply: {
    class: 'ambiguous',
    at: ['invokeReply', 'serviceReply'],
    does: 'The reply is lost: what was asked for has happened.',
  },
  duplicate: { class: 'ambiguous', at: ['invoke'], does: 'The array gets the request several times.' },
  restartProvider: {
    class: 'ambiguous',
    at: anywhere,
    does: 'The provider goes down for a while and forgets what its profile says: calls, jobs, subscriptions.',
  },
  delay: {
    class: 'degrade',
    at: [...steps, 'jobStart', 'jobEnd', 'detach'],
    does: 'The step, or the job there, takes longer.',
  },
  slowLink: { class: 'degrade', at: anywhere, does: 'Every step that asks the provider something takes longer.' },
  stallJob: { class: 'degrade', at: jobPoints, does: 'The job stands still, and keeps its slot and its room.' },
  slowJob: { class: 'degrade', at: ['jobStart', 'jobPercent'], does: 'The job copies at a fraction of its speed.' },
  stealCapacity: {
    class: 'degrade',
    at: anywhere,
    does: 'Room of a pool is gone: what is free first, then what was promised to jobs.',
  },
  poolState: { class: 'degrade', at: anywhere, does: "A pool becomes 'degraded', 'offline' or 'readOnly'." },
  linkState: {
    class: 'degrade',
    at: anywhere,
    does: "The replication link to the peer system becomes 'degraded' or 'partitioned'.",
  },
  setCapability: { class: 'degrade', at: anywhere, does: 'A capability of the array changes.' },
  staleCache: { class: 'degrade', at: anywhere, does: 'The storage service does not see changes of the array.' },
  expireCredential: { class: 'degrade', at: anywhere, does: 'An account of the provider expires.' },
  clockSkew: { class: 'degrade', at: anywhere, does: "The provider's clock is ahead, or behind." },
  hold: {
    class: 'schedule',
    at: [...steps, ...jobPoints],
    does: 'The call or the job waits there until its tag is released.',
  },
  release: { class: 'schedule', at: anywhere, does: 'What is held by a tag goes on.' },
  reportCapability: {
    class: 'lie',
    at: anywhere,
    does: 'The provider says something else of a capability than is true.',
  },
  staleReads: {
    class: 'lie',
    at: ['read', 'time'],
    does: 'Readers are shown the array as it was then: what is deleted is still there, what is new is not.',
  },
  wrongProgress: { class: 'lie', at: ['read'], does: 'A running job is said to have come to another percent.' },
  reportCompletedEarly: { class: 'lie', at: ['read'], does: 'A running job is said to be completed.' },
  wrongSize: { class: 'lie', at: ['read'], does: 'A volume is said to have another size.' },
  wrongState: { class: 'lie', at: ['read'], does: 'A job, or a volume, is said to be in another state.' },
  wrongContents: {
    class: 'lie',
    at: jobPoints,
    does: 'An extent of the target holds something else than its source did, and all looks well.',
  },
  callback: { class: 'lie', at: points, does: "A function of the test's own decides; in TypeScript only." },
} as const satisfies Readonly<Record<EffectKind, EffectDescription>>;

/** The kinds that a plan names; a callback has no name. */
export const namedKinds = Object.keys(effectKinds).filter((kind) => kind !== 'callback') as Exclude<
  EffectKind,
  'callback'
>[]; // the keys of the table

/** The class of an effect as it is written; a callback may do anything. */
export function classOfEffect(effect: EffectInput): EffectClass {
  const kind = typeof effect === 'string' ? effect : Object.keys(effect)[0];
  return Object.entries(effectKinds).find(([name]) => name === kind)?.[1].class ?? 'lie';
}
