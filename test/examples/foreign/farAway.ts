import { setTimeout as wait } from 'node:timers/promises';
import type { Driver } from '../../../src/conformance/subject/driver.js';

/** The way to an array: what it takes, and what went over it. */
export interface Wire {
  /** How many requests a call is: a session, references, the method itself, what it has made. All else is one. */
  readonly requestsACall: number;
  readonly requestMs: number;
  readonly resetMs: number;
  readonly made: { resets: number; requests: number };
}

/** The same array in real time at the other end of a wire; its driver can wait for a job. */
export function farAway(driver: Driver, { requestsACall, requestMs, resetMs, made }: Wire): Driver {
  const over = async <Value>(requests: number, act: () => Value | Promise<Value>): Promise<Value> => {
    made.requests += requests;
    if (requestMs > 0) await wait(requests * requestMs);
    return act();
  };
  const { overlap, act, advance } = driver;
  return {
    name: 'far array',
    capabilities: () => driver.capabilities(),
    reset: async (tier) => {
      made.resets++;
      if (resetMs > 0) await wait(resetMs);
      return driver.reset(tier);
    },
    call: (...call) => over(requestsACall, () => driver.call(...call)),
    observe: (query) => over(1, () => driver.observe(query)),
    ...(overlap && { overlap: (...calls) => over(requestsACall, () => overlap(...calls)) }),
    ...(act && { act: (action) => over(1, () => act(action)) }),
    ...(advance && { advance }),
    waitFor: async (job, deadlineMs) => {
      const sinceMs = performance.now();
      for (let looks = 0; performance.now() - sinceMs < deadlineMs && looks < mostLooks; looks++) {
        const seen = await over(1, () => driver.observe({ kind: 'job', id: job }));
        if (seen === null || seen.jobState >= 7) return true;
        if (advance === undefined) await wait(betweenLooksMs);
        else await advance(betweenLooksMs);
      }
      return false;
    },
  };
}

const betweenLooksMs = 5;
/** More would be a job that never ends. */
const mostLooks = 1_000;
