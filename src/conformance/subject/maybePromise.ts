import type { MaybePromise } from './driver.js';

/** Whether an answer is still to come. Most drivers within a process answer at once, and a wait for what is there already takes
 * longer than many an answer.
 */
export function isComing<Value>(answer: MaybePromise<Value>): answer is Promise<Value> {
  return answer instanceof Object && 'then' in answer;
}
