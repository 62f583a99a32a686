import { afterEach, expect, test } from 'vitest';
import { conform } from '../../../src/conformance/conform.js';
import type { Driver } from '../../../src/conformance/subject/driver.js';
import { guarded } from '../../../src/conformance/subject/guarded.js';
import type { Answer, Query } from '../../../src/conformance/subject/observations.js';
import { remoteDriver } from '../../../src/subjects/remote/driver.js';
import { foreignDriver } from '../../examples/foreign/driver.js';
import { denied } from '../../examples/foreign/request.js';
import { serveForeign } from '../../examples/foreign/server.js';
import type { Switches } from '../../examples/foreign/switches.js';

// An array that has nothing to do with arraysim, behind a server of its own: calls and looks go over the wire.

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

async function served(switches: Partial<Switches>): Promise<Driver> {
  const inner = foreignDriver(switches, { tellsLittle: false });
  const { port, close } = await serveForeign(inner);
  const remote = (name: string) => remoteDriver(`http://${name}:secret@127.0.0.1:${port}`);
  const [client, guest] = [remote('client'), remote(denied.caller)];
  open.push(
    () => void client.close?.(),
    () => void guest.close?.(),
    close,
  );
  return {
    ...inner,
    call: (method, on, given, options) =>
      (options.caller === undefined ? client : guest).call(method, on, given, options),
    observe: async <Asked extends Query>(query: Asked): Promise<Answer<Asked>> => {
      const isOfClasses = query.kind !== 'contents' && query.kind !== 'now';
      return isOfClasses ? client.observe(query) : inner.observe(query);
    },
  };
}

async function brokenIn(driver: Driver) {
  const levels = ['core', 'capacity'] as const;
  const { verdict, properties } = await conform(guarded(driver), { levels, runs: 4, shrink: false });
  return { verdict, broken: properties.flatMap(({ name, failure }) => (failure === null ? [] : [name])) };
}

test('it conforms', async () => {
  const { verdict, properties } = await conform(guarded(await served({})), { levels: ['core'], runs: 8 });
  const unreached = properties.filter(({ skipped }) => skipped?.reason === 'unreached').map(({ name }) => name);
  expect([verdict, unreached]).toEqual(['conforms', []]);
});

test('nothing is held against it, as in process', async () => {
  const inProcess = await brokenIn(foreignDriver({}));
  expect(inProcess.broken).toEqual([]);
  expect(await brokenIn(await served({}))).toEqual(inProcess);
});

test.each(['targetTooSmall', 'shortAccepted', 'targetUsableEarly', 'jobNamesSource'] as const)(
  'it is found out where it is wrong, by the same property: %s',
  async (wrong) => {
    const inProcess = await brokenIn(foreignDriver({ wrong }));
    expect(inProcess.broken).not.toEqual([]);
    const overTheWire = await brokenIn(await served({ wrong }));
    expect(overTheWire.verdict).toBe('does not conform');
    expect(overTheWire.broken).toContain(inProcess.broken[0]);
  },
);
