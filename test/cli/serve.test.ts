import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serveCommand } from '../../src/cli/serve.js';
import { arraysim } from './inProcess.js';

test.each([
  [['--user', 'nobody'], '--user: got'],
  [['--user', 'a:secret:king'], "--user: got 'a:…', expected name:password"],
  [['--user', 'a:b', '--user', 'a:c'], "--user: got 'a', expected each name once"],
  [['--port', '70000'], "--port: got '70000', expected a port, 0 to 65535"],
  [['--port', 'x'], '--port: got'],
  [['--tls-port', '0'], 'either --self-signed, or --cert and --key'],
  [['--tls-port', '0', '--self-signed', '--cert', 'x'], 'either --self-signed, or --cert and --key'],
  [
    ['--tls-port', '0', '--cert', 'nope.pem', '--key', 'nope.pem'],
    "--cert: got 'nope.pem', expected a file that can be read",
  ],
  [['--time', 'soon'], "--time: got 'soon', expected 'real'"],
  [['--log', 'loud'], "--log: got 'loud', expected json, text or none"],
  [['--rate', '-1'], '--rate: got'],
  [['--host', '0.0.0.0', '--port', '0'], 'because others can reach 0.0.0.0'],
  [['nope.yaml'], 'nope.yaml'],
  [['--console', '--no-trace'], '--no-trace: got nothing, expected a trace, which the console shows and exports'],
  [['--console-port', 'x'], "--console-port: got 'x', expected a whole number"],
])('serve %j is refused, and says why', async (options, words) => {
  const { code, out, err } = await arraysim(['serve', ...options]);
  expect({ code, out, err }).toEqual({ code: 2, out: '', err: expect.stringContaining(words) });
  expect(err).not.toContain('secret');
});

test.each([
  [['--port', 'x'], "--port: got 'x', expected a whole number"],
  [['--seed', 'x'], "--seed: got 'x', expected a whole number"],
  [['nope.yaml'], 'nope.yaml'],
  [['--name'], 'argument missing'],
  [['--trace'], "unknown option '--trace'"],
])('console %j is refused, and says why', async (options, words) => {
  const { code, out, err } = await arraysim(['console', ...options]);
  expect({ code, out, err }).toEqual({ code: 2, out: '', err: expect.stringContaining(words) });
});

/** What the command says between its start and its end. */
async function served(file: string | undefined, more: Partial<Parameters<typeof serveCommand>[1]>, folder = '.') {
  let [out, err] = ['', ''];
  const output = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
    colour: false,
    columns: undefined,
    folder,
  };
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const options = {
    port: ['0'],
    controlPort: '0',
    host: '127.0.0.1',
    time: 'manual',
    log: 'none',
    trace: true,
    ...more,
  };
  const code = serveCommand(file, options, output as Parameters<typeof serveCommand>[2], () => ended);
  while (!out.includes('Ctrl-C') && err === '') await new Promise((resolve) => setTimeout(resolve, 5));
  const control = /http:\/\/([\d.:]+)\/openapi/.exec(out)?.[1] ?? '';
  const get = async (path: string) => (await fetch(`http://${control}${path}`)).json() as Promise<unknown>;
  return { out: () => out, err: () => err, code, end, get };
}

test('serve says where everything is, and ends with 0 when it is told to', async () => {
  const { out, err, code, end, get } = await served(undefined, {});
  expect(out().replace(/:\d+/g, ':N')).toBe(
    [
      'CIM-XML  http://127.0.0.1:N/cimom',
      'WS-Man   http://127.0.0.1:N/wsman',
      'Control  http://127.0.0.1:N/openapi.json',
      'Users    arraysim (administrator), password arraysim',
      'Classes  root/microsoft/windows/storage/sm',
      'Time     manual',
      'Ctrl-C ends it.',
      '',
    ].join('\n'),
  );
  expect(await get('/arrays/default/pools')).toMatchObject([{ name: 'gold' }, { name: 'silver' }]);
  end();
  expect(await code).toBe(0);
  expect(err()).toBe('arraysim: stopping\n');
});

test("serve takes a scenario's array, its seed unless another is given, and no steps", async () => {
  const scenario = new URL('../../scenarios/last-room-of-a-pool.yaml', import.meta.url).pathname;
  const ids: unknown[] = [];
  for (const seed of [undefined, '7']) {
    const { end, get, code } = await served(scenario, seed === undefined ? {} : { seed });
    expect(await get('/arrays/default/requests')).toEqual([]);
    ids.push(await get('/arrays/default/volumes'));
    end();
    await code;
  }
  expect(ids[0]).not.toEqual(ids[1]);
});

test('serve tells all mistakes of a scenario, each with its place', async () => {
  const { mkdtempSync } = await import('node:fs');
  const { tmpdir } = await import('node:os');
  const file = join(mkdtempSync(join(tmpdir(), 'arraysim-serve-')), 'bad.yaml');
  writeFileSync(file, 'name: x\narray:\n  pools:\n  - { name: a }\nsteps: []\n');
  const { err, code } = await served(file, {});
  expect(await code).toBe(2);
  expect(err()).toMatch(/bad\.yaml:4:5: array\.pools\[0\]\.size: .*\n.*bad\.yaml:5:1: steps: /);
});
