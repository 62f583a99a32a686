import { badInput } from '../vocabulary/input/badInput.js';

/** A fault plan that comes with arraysim. */
export interface NamedPlan {
  /** What a client goes through under it, and what it must not do then. */
  readonly rehearses: string;
  /** In the short form, a fault a line: to be copied. */
  readonly plan: string;
}

/** Plans for what goes wrong most, by name; they fit any array. */
export const faultPlans = {
  'lost-reply': {
    rehearses: 'The first call has its effect, and its reply is lost. A client that just clones again has two clones.',
    plan: 'lost = serviceReply 1*: loseReply',
  },
  'lost-request': {
    rehearses: 'The first request never gets to the array: code 3, and nothing has happened. Trying again is right.',
    plan: 'lost = invoke 1*: loseRequest',
  },
  'flaky-provider': {
    rehearses: 'One call in five fails on the way to the provider, in three ways, and changes nothing.',
    plan: `
      unreachable = connect 10%: return methodInvocationFailed
      limits = invoke 5%: return cimServerLimitsExceeded
      failing = array 5%: return cimFailed`,
  },
  'slow-provider': {
    rehearses: 'Whatever the provider is asked takes about two seconds more, and now and then much more.',
    plan: 'slow = service 1*: slowLink exponential=2s',
  },
  'expiring-certificate': {
    rehearses: "From the second call on the provider's certificate is no longer good: 51010.",
    plan: 'certificate = tls after 1: tls expired',
  },
  'revoked-credential': {
    rehearses: 'After the first call the account of the configuration provider is good for nothing: 51005.',
    plan: 'credential = connect after 1 1*: expireCredential',
  },
  'full-at-the-worst-moment': {
    rehearses: 'While the first copy runs, all that is free is gone: the next clone does not fit.',
    plan: 'thief = jobPercent@50 1*: stealCapacity all',
  },
  'stuck-job': {
    rehearses: 'Every job stands still at 73 % for an hour, and keeps its slot and its room.',
    plan: 'stuck = jobPercent@73: stallJob 1 h',
  },
  'late-failure': {
    rehearses:
      'Every job fails at 99 %, long after it was accepted: a copy takes its target with it, a delete leaves its volume.',
    plan: 'late = jobPercent@99: failJob failed',
  },
  'stale-cache': {
    rehearses: 'The storage service misses every change of the array until it discovers it anew: 40003.',
    plan: 'stale = service 1*: staleCache',
  },
  'capability-flip': {
    rehearses: 'After the first call the array clones no more. Its job runs on; new calls are refused.',
    plan: 'flip = service after 1 1*: setCapability name=cloneLocal to=false',
  },
  'brown-out': {
    rehearses: 'After a minute, for five minutes, the line is slow, and every fifth call cannot be executed.',
    plan: `
      line = time@1 min for 5 min: slowLink 4 s
      overload = invoke from 1 min to 6 min 20%: return cimServerLimitsExceeded`,
  },
  'restart-in-mid-call': {
    rehearses:
      'The provider restarts before it hands the first request on: nothing has happened, and half a minute of silence.',
    plan: 'restart = array 1*: restartProvider 30 s',
  },
  'duplicate-delivery': {
    rehearses: 'The array gets every request twice: unless its provider knows it again, there are two clones.',
    plan: 'twice = invoke: duplicate 2',
  },
  'lying-progress': {
    rehearses: 'A job says 99 % from its start on. Only its state tells whether it is done.',
    plan: 'lie = read: wrongProgress 99',
  },
  'lying-capability': {
    rehearses: 'The provider says that there are no clones, though the array makes them: 40308.',
    plan: 'lie = service 1*: reportCapability name=cloneLocal as=false',
  },
} as const satisfies Readonly<Record<string, NamedPlan>>;

/** The name of a shipped fault plan. */
export type FaultPlanName = keyof typeof faultPlans;

/** @param others what the name might have meant as well
 * @throws BadInputError when no shipped plan has the name
 */
export function planNamed(name: string, field: string, others: readonly string[] = []): NamedPlan {
  const among = [...Object.keys(faultPlans), ...others];
  const plan: NamedPlan | undefined = Object.entries(faultPlans).find(([one]) => one === name)?.[1];
  return plan ?? badInput({ field, value: name, expected: `one of ${among.join(', ')}`, among });
}

/** The lines of a plan in the short form, without what only sets them in a source. */
export function linesOf(plan: string): string[] {
  return plan.split('\n').flatMap((line) => line.trim() || []);
}
