import { steps } from '../../src/vocabulary/steps.js';
import { type Situation, situationsLater, timetable } from './situation.js';
import type { Transition } from './transition.js';

/** What a call that nothing interrupted met when the array judged it: the latency of the steps before comes first. */
export function situationsAtArray({ observer, untouched, arrayKind }: Transition): readonly Situation[] {
  const now = observer.before;
  const atMs = timetable(arrayKind, now.view.now)[steps.indexOf('array')] ?? now.view.now;
  return situationsLater(untouched, now, atMs);
}
