import { setTimeout } from 'node:timers/promises';
import type { Advertised } from './advertised.js';
import type { Driver } from './driver.js';

/** Lets time pass: by a driver that can do so, else by waiting. */
export async function passed(driver: Driver, ms: number): Promise<void> {
  if (driver.advance === undefined) await setTimeout(ms);
  else await driver.advance(ms);
}

/** The driver of a subject whose looks lag behind: after anything that may have changed the subject, the next look waits until it has
 * to show that. One whose looks do not lag stays as it is.
 */
export function patient(driver: Driver, { declares }: Pick<Advertised, 'declares'>): Driver {
  const { staleForMs = 0 } = declares;
  if (staleForMs === 0) return driver;
  /** How long looks may still show what was before: by the subject's clock, or until when by this machine's. */
  let owedMs = staleForMs;
  let owedUntilMs = performance.now() + staleForMs;
  const changed = (): void => {
    owedMs = staleForMs;
    owedUntilMs = performance.now() + staleForMs;
  };
  /** Notes a change once it is answered. */
  const changing =
    <Given extends unknown[], Value>(act: (...given: Given) => Value | Promise<Value>) =>
    async (...given: Given): Promise<Value> => {
      try {
        return await act(...given);
      } finally {
        changed();
      }
    };
  const shown = async (): Promise<void> => {
    const ms = driver.advance === undefined ? Math.min(owedMs, Math.ceil(owedUntilMs - performance.now())) : owedMs;
    if (ms > 0) await passed(driver, ms);
    owedMs = 0;
  };
  const {
    charts,
    drives,
    overlap,
    interleavings,
    act,
    advance,
    waitFor,
    arm,
    add,
    heal,
    fired,
    twin,
    fingerprint,
    close,
  } = driver;
  return {
    name: driver.name,
    capabilities: () => driver.capabilities(),
    reset: changing((tier) => driver.reset(tier)),
    call: changing((...call) => driver.call(...call)),
    observe: async (query) => {
      await shown();
      return driver.observe(query);
    },
    ...(charts && { charts }),
    ...(drives && {
      drives: async () => {
        await shown();
        return drives.call(driver);
      },
    }),
    ...(overlap && { overlap: changing(overlap.bind(driver)) }),
    ...(interleavings && { interleavings: interleavings.bind(driver) }),
    ...(act && { act: changing(act.bind(driver)) }),
    ...(advance && {
      advance: (ms: number) => {
        owedMs = Math.max(0, owedMs - ms);
        return advance.call(driver, ms);
      },
    }),
    ...(waitFor && { waitFor: changing(waitFor.bind(driver)) }),
    ...(arm && { arm: changing(arm.bind(driver)) }),
    ...(add && { add: changing(add.bind(driver)) }),
    ...(heal && { heal: changing(heal.bind(driver)) }),
    ...(fired && { fired: fired.bind(driver) }),
    ...(twin && {
      twin: async (how: 'fork' | 'restore') => patient(await twin.call(driver, how), { declares }),
    }),
    ...(fingerprint && { fingerprint: fingerprint.bind(driver) }),
    ...(close && { close: close.bind(driver) }),
  };
}
