/** For clients that await: arrays whose calls are promises, over virtual time that moves when every client waits, and fake timers.
 * @packageDocumentation
 */

export type { Clock, ClockTimer, WarningOptions } from './clock.js';
export { fakeTimers, type SinonClock, type TestRunner } from './fakeTimers.js';
export { connect, type PortCallOptions, type StoragePort } from './port.js';
export type { AbortSignalLike, Signal } from './signals.js';
export { type VirtualClock, type VirtualClockOptions, virtualClock } from './virtualClock.js';
