import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { selfSigned } from '../../../src/server/certificate.js';
import { serving } from '../../server/servers.js';
import { arraysim } from '../inProcess.js';

// `arraysim conform` at an address.

const array = {
  pools: [{ name: 'gold', size: '64 GiB' }],
  volumes: [
    { name: 'alpha', pool: 'gold', size: '8 MiB', written: '8 MiB' },
    { name: 'bravo', pool: 'gold', size: '16 MiB', written: '8 MiB' },
    { name: 'charlie', pool: 'gold', size: '32 MiB', written: '8 MiB' },
  ],
} as const;
const hurried = { kind: 'real', factor: 100 } as const;
const few = ['--level', 'core', '--only', 'CODE-DOMAIN,OUT-4096,BOUNDS', '--runs', '2'];
const secret = /se(%3A|:)cret/;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'arraysim-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

describe('a provider on the wire', () => {
  test('is judged, over either protocol', async () => {
    const { port } = await serving({ array, time: hurried });
    for (const path of ['', '/wsman']) {
      const { code, out } = await arraysim(['conform', `http://admin:se%3Acret@127.0.0.1:${port}${path}`, ...few]);
      expect([code, out]).toEqual([0, expect.stringContaining('conforms')]);
      expect(out).not.toMatch(secret);
    }
  });

  test('is judged over TLS, where any certificate is taken', async () => {
    const certificate = await selfSigned('127.0.0.1');
    const { server } = await serving({ array, time: hurried, tlsPorts: [0], certificate });
    const address = `https://admin:se%3Acret@127.0.0.1:${server.tlsPorts[0]}`;
    expect((await arraysim(['conform', address, ...few, '--insecure'])).code).toBe(0);
    const { code, out } = await arraysim(['conform', address, ...few]);
    expect([code, out]).toEqual([3, expect.stringContaining('--insecure')]);
  });

  test('is told apart from an address where nobody lets anybody in, or nothing listens', async () => {
    const { port, server } = await serving({ array });
    const wrong = await arraysim(['conform', `http://admin:wrong%20word@127.0.0.1:${port}`, ...few, '--json']);
    expect([wrong.code, wrong.out]).toEqual([3, expect.stringContaining('mend the user name or the password')]);
    expect(wrong.out + wrong.err).not.toMatch(/wrong( |%20)word/);
    await server.stop(0);
    const none = await arraysim(['conform', `http://admin:se%3Acret@127.0.0.1:${port}`, ...few]);
    expect([none.code, none.out.replace(/\s+/g, ' ')]).toEqual([
      3,
      expect.stringContaining('start the provider, or mend host and port'),
    ]);
  });

  test('that is broken leaves tests and records without its password, which do it again', async () => {
    const { port, hosted } = await serving({ array, time: hurried });
    // No release documents 7777.
    const perform = hosted.perform.bind(hosted);
    vi.spyOn(hosted, 'perform').mockImplementation((request) => {
      const result = perform(request);
      const isAnswer = !(result instanceof Promise) && result.kind === 'answer' && result.method.name === 'CreateClone';
      return isAnswer ? { ...result, returnValue: 7777, outputs: [] } : result;
    });
    const address = `http://admin:se%3Acret@127.0.0.1:${port}`;
    const options = ['--may-delete', '--jobs-within', '20 s', ...few, '--no-shrink'];
    const { code, out } = await arraysim(['conform', address, ...options, '--out', 'failures', '--json'], { folder });
    expect(code).toBe(1);
    const files = await readdir(join(folder, 'failures'));
    const texts = await Promise.all(files.map((file) => readFile(join(folder, 'failures', file), 'utf8')));
    expect([out, ...texts].join()).not.toMatch(secret);
    expect(out).toContain(`arraysim conform http://admin@127.0.0.1:${port} --may-delete --jobs-within '20 s' --seed`);
    expect(texts.join()).toContain(
      `remoteDriver('http://admin@127.0.0.1:${port}', { mayDelete: true, jobsEndWithinMs: 20000, password: process.env.ARRAYSIM_PASSWORD });`,
    );
    const record = files.find((file) => file.endsWith('.json')) ?? '';
    vi.stubEnv('ARRAYSIM_PASSWORD', 'se:cret');
    const again = await arraysim(
      ['conform', `http://admin@127.0.0.1:${port}`, '--may-delete', '--replay', join('failures', record)],
      { folder },
    );
    expect(again.code).toBe(1);
  });
});

test.each([
  [['conform', 'sim', '--may-delete'], 'an address to judge'],
  [['conform', 'sim', '--jobs-within', '1 min'], 'an address to judge'],
  [['conform', 'http://u:secret@host', '--version', '2012'], 'says itself which it is of'],
  [['conform', 'http://u:secret@host', '--jobs-within', 'soon'], '--jobs-within'],
  [['conform', 'http://u:sec/ret@host:x'], 'http://user:password@host:5988'],
  [['conform', 'http://user@host'], 'http://user:password@host:5988'],
  [['conform', '--list', '--may-delete'], '--may-delete'],
])('%j is refused', async (args, words) => {
  const { code, err } = await arraysim(args);
  expect([code, err]).toEqual([2, expect.stringContaining(words)]);
  expect(err).not.toMatch(/sec\/?ret/);
});
