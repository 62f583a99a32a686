import type { CloneArguments } from '../../src/conformance/subject/driver.js';
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

/** A call that is as the driver's subject advertises that it takes it. */
export function goodCall(driver: Simulator, more: Partial<CloneArguments> = {}, name = 'alpha'): CloneArguments {
  const { clones, targetPool } = driver.capabilities();
  const on = volume(driver, name).id;
  if (clones.source === 'offline') driver.act({ do: 'setState', element: on, state: 'offline' });
  if (!clones.local) return { on, TargetPool: pool(driver, 'far').id, ...more };
  return targetPool.given === 'required' ? { on, TargetPool: pool(driver).id, ...more } : { on, ...more };
}

/** Where such calls put their clones. */
export function targetPool(driver: Simulator): PoolSeen {
  return pool(driver, driver.capabilities().clones.local ? 'gold' : 'far');
}

/** Calls, and wants a reply. */
export function answer(driver: Simulator, parameters: CloneArguments) {
  const reply = driver.call('CreateClone', parameters, 1000);
  if ('noReply' in reply) throw new Error(`no reply: ${reply.noReply}`);
  return reply;
}

export function code(driver: Simulator, parameters: CloneArguments): number {
  return answer(driver, parameters).ReturnValue;
}

function found<Seen extends { readonly name: string }>(all: readonly Seen[], name: string): Seen {
  const one = all.find((other) => other.name === name);
  if (one === undefined) throw new Error(`there is no ${name} among ${all.map((other) => other.name).join(', ')}`);
  return one;
}
