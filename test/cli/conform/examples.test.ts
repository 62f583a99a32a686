import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { arraysim } from '../inProcess.js';

const examples = fileURLToPath(new URL('../../examples/conform', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'arraysim-'));
});
afterAll(() => rm(folder, { recursive: true }));

const conform = (...args: string[]) => arraysim(['conform', ...args], { folder, columns: 100 });

describe('arraysim conform', () => {
  test.each([
    ['driver', 0, /^small array conforms: of 67 properties \d+ hold, \d+ skipped$/m],
    ['throws', 3, /^breaks down is inconclusive \(the driver of 'breaks down': observe.*threw/ms],
    ['garbage', 3, /^speaks in text is inconclusive \(.*size: got '4194304 B', expected a number/ms],
    ['dropsReplies', 3, /^drops replies is inconclusive \(\d+ of \d+ calls got no reply/m],
  ] as const)('of the example %s.mjs ends with %i', { timeout: 60_000 }, async (name, code, verdict) => {
    const ran = await conform(join(examples, `${name}.mjs`), '--runs', '15');
    expect([ran.code, ran.err]).toEqual([code, '']);
    expect(ran.out).toMatch(verdict);
  });

  test('writes a test for each failure, which fails for the bad subject and passes for a good one', {
    timeout: 120_000,
  }, async () => {
    const subject = (maker: string, within = folder) =>
      writeFile(
        join(within, 'subject.mjs'),
        `import { mutants, simulator } from 'arraysim/conformance';\nexport default () => ${maker};\n`,
      );
    await mkdir(join(folder, 'node_modules'));
    for (const [name, path] of [
      ['arraysim', root],
      ['vitest', join(root, 'node_modules/vitest')],
    ] as const)
      await symlink(path, join(folder, 'node_modules', name));
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    // A link is no installed package, which vitest would leave to Node.
    await writeFile(join(folder, 'vitest.config.js'), 'export default { test: { deps: { interopDefault: false } } };');
    await subject("mutants.find(({ name }) => name === 'half-size-clone').make()");
    const judged = await conform('./subject.mjs', '--runs', '15', '--level', 'core', '--out', 'found');
    expect([judged.code, judged.err]).toEqual([1, '']);
    const written = await readdir(join(folder, 'found'));
    const [file] = written.filter((name) => name.endsWith('.test.mjs'));
    expect(await readFile(join(folder, 'found', file ?? ''), 'utf8')).toContain(
      "await run.call({ method: 'CreateClone', on: ",
    );
    const replayed = await conform('./subject.mjs', '--replay', `found/${file?.replace('.test.mjs', '.json')}`);
    expect(replayed.code).toBe(1);
    // The same test beside a subject that is right.
    const right = join(folder, 'right');
    await mkdir(join(right, 'found'), { recursive: true });
    await cp(join(folder, 'found', file ?? ''), join(right, 'found', file ?? ''));
    await subject("simulator('sim')", right);
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const args = [vitest, 'run', '--root', folder, `found/${file}`];
    const printed = await promisify(execFile)(process.execPath, args, { env: { ...process.env, NO_COLOR: '1' } }).then(
      ({ stdout }) => stdout,
      // It ends with 1 when a test fails.
      ({ stdout, stderr }: { stdout: string; stderr: string }) => stdout + stderr,
    );
    expect(printed).toMatch(/Breach: .* bytes instead of/);
    expect(printed).toMatch(/FAIL {2}found\//);
    expect(printed).toMatch(/✓ right\/found\//);
    expect(printed).toMatch(/Tests {2}1 failed \| 1 passed/);
  });
});
