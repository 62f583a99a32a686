import type { Call, Given } from '../../src/conformance/subject/call.js';
import type { PoolSeen, VolumeSeen } from '../../src/conformance/subject/observations.js';
import type { Simulator } from '../../src/subjects/simulator.js';

/** A driver's volume of that name. */
export function volume(driver: Simulator, name = 'alpha'): VolumeSeen {
  return found(driver.observe({ kind: 'volumes' }), name);
}

/** A driver's pool of that name. */
export function pool(driver: Simulator, name = 'gold'): PoolSeen {
  return found(driver.observe({ kind: 'pools' }), name);
}

/** A clone, and who asks for it. */
export interface Asked extends Given {
  readonly on: string;
}

/** A call that is as the driver's subject advertises that it takes it. */
export function goodCall(driver: Simulator, more: Given = {}, name = 'alpha'): Asked {
  const { clones, targetPool } = driver.capabilities();
  const on = volume(driver, name).id;
  if (clones.source === 'offline') driver.act({ do: 'setState', element: on, state: 'offline' });
  if (!clones.local) return { on, TargetPool: pool(driver, 'far').id, ...more };
  return targetPool.given === 'required' ? { on, TargetPool: pool(driver).id, ...more } : { on, ...more };
}

/** The same as a call of a driver. */
export function cloneCall({ on, caller, ...given }: Asked): Call {
  const call = { method: 'CreateClone', on, with: given } as const;
  return typeof caller === 'string' ? { ...call, caller } : call;
}

/** Where such calls put their clones. */
export function targetPool(driver: Simulator): PoolSeen {
  return pool(driver, driver.capabilities().clones.local ? 'gold' : 'far');
}

/** Calls, and wants a reply. */
export function answer(driver: Simulator, asked: Asked) {
  const { method, on, with: given, caller } = cloneCall(asked);
  const reply = driver.call(
    method,
    on,
    given,
    caller === undefined ? { deadlineMs: 1000 } : { deadlineMs: 1000, caller },
  );
  if ('noReply' in reply) throw new Error(`no reply: ${reply.noReply}`);
  return reply;
}

export function code(driver: Simulator, asked: Asked): number {
  return answer(driver, asked).ReturnValue;
}

function found<Seen extends { readonly name: string }>(all: readonly Seen[], name: string): Seen {
  const one = all.find((other) => other.name === name);
  if (one === undefined) throw new Error(`there is no ${name} among ${all.map((other) => other.name).join(', ')}`);
  return one;
}
