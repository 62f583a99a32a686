import type { Driver } from './driver.js';
import { neededMembers, optionalMembers } from './members.js';

/** What a driver was asked for, whatever it was: a call is one request, and so is each look. */
interface Requests {
  made: number;
}

/** The same driver, and its twins, with each use of a member counted; `close` is none of the array's. */
export function counted(driver: Driver, requests: Requests): Driver {
  const { name, charts, close } = driver;
  const wrapped = { name } as Driver; // the members that it must have come in the loop
  for (const member of asking) {
    const inner = driver[member]?.bind(driver) as ((...given: unknown[]) => unknown) | undefined;
    if (inner === undefined) continue;
    const asked = (...given: unknown[]): unknown => {
      requests.made++;
      return inner(...given);
    };
    Object.assign(wrapped, { [member]: asked });
  }
  const { twin } = wrapped;
  if (twin !== undefined) wrapped.twin = async (how) => counted(await twin(how), requests);
  if (charts !== undefined) Object.assign(wrapped, { charts });
  if (close !== undefined) wrapped.close = close.bind(driver);
  return wrapped;
}

const asking = [...Object.keys(neededMembers), ...optionalMembers.filter((name) => name !== 'close')] as Exclude<
  keyof Driver,
  'name' | 'charts' | 'close'
>[]; // the keys of the table, and those beside it
