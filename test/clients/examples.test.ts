import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder, run, served } from './served.js';

// The programs that src/server/README.md shows, as they stand there, against a server as it is started there.

const examples = new URL('./examples', import.meta.url).pathname;

async function example(program: string, file: string): Promise<string> {
  const { http, control } = await served('--time', 'manual');
  const env = { PORT: http.split(':')[1] ?? '', CONTROL: control.split(':')[1] ?? '' };
  const { out, err, code } = await run(program, [join(examples, file)], { cwd: await folder(), env });
  expect({ code, err: file.endsWith('wsl.sh') ? '' : err }).toEqual({ code: 0, err: '' });
  return out;
}

test('wbemcli', async () => {
  const out = await example('sh', 'clone-wbemcli.sh');
  expect(out).toContain('CreateClone: 4096');
  expect(out).toMatch(/^JobState=3\nPercentComplete=0$|^PercentComplete=0\nJobState=3$/m);
});

test('wsl', async () => {
  expect(await example('sh', 'clone-wsl.sh')).toBe('<p:ReturnValue>4096\n<p:JobState>3\n');
});

test('curl', async () => {
  const out = await example('sh', 'clone-curl.sh');
  expect(out).toContain('"ReturnValue":4096');
  expect(out).toContain('"usable":true');
});

test('Python', async () => expect(await example('python3', 'clone.py')).toBe('4096 completed 100\n'));

test('JavaScript', async () => expect(await example(process.execPath, 'clone.mjs')).toBe('4096 completed 100\n'));
