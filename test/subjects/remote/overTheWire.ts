import { codeFor } from '../../../src/conformance/model/rule.js';
import type { Advertised } from '../../../src/conformance/subject/advertised.js';
import type { Driver } from '../../../src/conformance/subject/driver.js';
import type { Answer, Query } from '../../../src/conformance/subject/observations.js';
import { StorageArray } from '../../../src/engine/array.js';
import { deniedIdentities } from '../../../src/subjects/fixtures.js';
import { remoteDriver } from '../../../src/subjects/remote/driver.js';
import type { Simulator } from '../../../src/subjects/simulator.js';
import type { MethodName } from '../../../src/vocabulary/methods/index.js';
import { serving } from '../../server/servers.js';

// The simulator's driver, of which calls and looks go over the wire. All else is done within the process, at virtual time.

/** @param inner drives the arrays that `simulator` has: itself, or a mutant around it */
export async function overTheWire(inner: Driver, simulator: Simulator, path: '/cimom' | '/wsman'): Promise<Driver> {
  const users = ['client', deniedIdentities.caller].map(
    (name) => ({ name, password: 'secret', role: 'administrator' }) as const,
  );
  const { port, hosted } = await serving({ users, time: { kind: 'manual' } });
  const remote = new Map(
    users.map(({ name }) => [name, remoteDriver(`http://${name}:secret@127.0.0.1:${port}${path}`)]),
  );
  const driverOf = (caller = 'client') => {
    const found = remote.get(caller);
    if (found === undefined) throw new Error(`nobody is called ${caller}`);
    return found;
  };
  const look = async (query: Query): Promise<Answer<Query>> => {
    switch (query.kind) {
      // What hosts find is no affair of the classes.
      case 'contents':
        return inner.observe(query);
      case 'now':
        return simulator.array.now + StorageArray.worldOf(simulator.array).configuration.startsAtMs;
      default:
        return driverOf().observe(query);
    }
  };
  const { twin: _, fingerprint: __, ...members } = bound(inner);
  return {
    ...members,
    name: inner.name,
    capabilities: async () => onTheWire(await inner.capabilities()),
    reset: async (tier) => {
      await inner.reset(tier);
      hosted.replace(simulator.array);
    },
    call: (method, on, given, options) => driverOf(options.caller).call(method, on, given, options),
    drives: async () => (await driverOf().drives?.()) ?? [],
    // Each kind of query has its answer there.
    observe: async <Asked extends Query>(query: Asked) => (await look(query)) as Answer<Asked>,
    close: async () => {
      for (const one of remote.values()) await one.close?.();
    },
  };
}

/** A server of CIM looks for the element first, answers so without an ExtendedStatus, and calls a reference of another class a wrong
 * parameter.
 */
function onTheWire(advertised: Advertised): Advertised {
  // What XML can't carry can't be sent, either.
  const { extendedStatus: _, nameCharacters: __, properties = [], codes = {}, ...declares } = advertised.declares;
  return {
    ...advertised,
    declares: {
      ...declares,
      properties: properties.filter((name) => name !== 'PRECEDENCE'),
      codes: Object.fromEntries(
        Object.entries(codes).map(([cause, code]) => [
          cause,
          /\bmalformed$/.test(cause) ? [code, wrongParameter(cause)].flat() : code,
        ]),
      ),
    },
  };
}

/** All members that a driver has, also those of its class. */
function bound(driver: Driver): Driver {
  const names = [
    'capabilities',
    'reset',
    'call',
    'observe',
    'overlap',
    'act',
    'advance',
    'arm',
    'add',
    'heal',
    'fired',
  ] as const;
  const members = names.flatMap((name) => {
    const member = driver[name];
    return member === undefined ? [] : [[name, member.bind(driver)] as const];
  });
  // The members by their own names.
  return { name: driver.name, charts: driver.charts, ...Object.fromEntries(members) } as unknown as Driver;
}

/** What a method answers for CIM_ERR_INVALID_PARAMETER.
 * @param cause 'malformed', or that of a method: 'CreateClone/malformed'
 */
function wrongParameter(cause: string): number {
  const [method = '', of] = cause.split('/');
  // Causes name methods as the suite does.
  return of === undefined ? 43_004 : codeFor(method as MethodName, 'cimInvalidParameter', '2016');
}
