/** The conversation of one call, in order: the service judges from its cache, talks to the provider, and the provider
 * drives the array.
 */
export const steps = [
  'service',
  'connect',
  'tls',
  'authenticate',
  'findService',
  'readCapabilities',
  'invoke',
  'array',
  'invokeReply',
  'readBack',
  'rename',
  'subscribe',
  'serviceReply',
] as const;

/** A step on the way of a call, from the service to the provider, into the array, and back. */
export type Step = (typeof steps)[number];

/** The steps after `array`. */
export type AfterEffectStep = 'invokeReply' | 'readBack' | 'rename' | 'subscribe' | 'serviceReply';

/** What a code of a step proves about the array: a refusal changed nothing; a failure after the effect may leave it. */
export function isAfterEffect(step: Step): boolean {
  return steps.indexOf(step) > steps.indexOf('array');
}

/** Steps at which the storage service waits for an answer of its provider, and gives up after the operation timeout. */
export const answeredSteps = [
  'connect',
  'authenticate',
  'findService',
  'readCapabilities',
  'invoke',
  'invokeReply',
] as const satisfies readonly Step[];

export type AnsweredStep = (typeof answeredSteps)[number];
