import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { namesModule, readDriverFile } from '../../../src/cli/conform/driverFile.js';
import { SubjectError } from '../../../src/conformance/subject/subjectError.js';
import { BadInputError } from '../../../src/vocabulary/input/badInput.js';

const examples = fileURLToPath(new URL('../../examples/conform', import.meta.url));
const good = JSON.stringify(join(examples, 'driver.mjs'));
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'arraysim-'));
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  ['sim', false],
  ['full-copy', false],
  ['./driver.mjs', true],
  ['driver.js', true],
  ['own/driver', true],
  ['driver.ts', true],
])('%s is a module: %s', (subject, expected) => expect(namesModule(subject)).toBe(expected));

describe('a driver is found', () => {
  test.each([
    ['as a function, the default export', `export { default } from ${good};`, { as: 'default', made: true }],
    ['as the default export', `import make from ${good}; export default make();`, { as: 'default', made: false }],
    ['as a promise', `import make from ${good}; export default async () => make();`, { as: 'default', made: true }],
    ['under the name driver', `import make from ${good}; export const driver = make();`, { as: 'driver', made: false }],
  ])('%s', async (_, text, offered) => {
    const file = `${_.replaceAll(/\W+/g, '-')}.mjs`;
    await writeFile(join(folder, file), text);
    const found = await readDriverFile(`./${file}`, folder);
    expect(found.driver.name).toBe('small array');
    expect(found.offered).toEqual(offered);
  });
});

test.each([
  ['an import', 'await new Promise(() => {});', 'the import of ./x.mjs has not ended within 1000 ms'],
  [
    'a function',
    'export default () => new Promise(() => {});',
    'the function that makes the driver of ./x.mjs has not ended within 1000 ms',
  ],
])('%s that never ends is not waited for forever', async (what, text, message) => {
  const own = join(folder, what.replace(' ', '-'));
  await mkdir(own);
  await writeFile(join(own, 'x.mjs'), text);
  const found = readDriverFile('./x.mjs', own, { waitFor: (_, act) => act(), deadlineMs: 1000 });
  await expect(found).rejects.toThrow(SubjectError);
  await expect(found).rejects.toThrow(message);
});

describe('bad input is', () => {
  const changed = (change: string) => `import make from ${good}; export default { ...make(), ${change} };`;
  test.each([
    [
      'a file that is not there',
      undefined,
      /^subject: got '\.\/.*', expected a driver's module that exists, a profile/,
    ],
    ['a module with a slip in it', 'export default {', /^subject: .* can be imported \(\w*Error: /],
    ['a module that throws', 'throw new Error("no array");', /can be imported \(Error: no array\)$/],
    [
      'a module without a driver',
      'export const drive = 5;',
      /^\.\/.*\.mjs: got nothing, expected a default export, or an/,
    ],
    ['a default export that is none', 'export default 5;', /^\.\/.*: got 5, expected a driver, which is an object$/],
    [
      'a function that throws',
      'export default () => { throw new Error("no array"); };',
      /: got nothing, expected a driver from the function that it exports, which threw Error: no array$/,
    ],
    ['a missing member', changed('reset: undefined'), /^\.\/.*\.reset: got nothing, expected a function: it sets/],
    [
      'capabilities of another shape',
      changed('capabilities: () => ({ ...make().capabilities(), tiers: ["romy"] })'),
      /^\.\/.*: capabilities\(\)\.tiers\[0\]: got 'romy', .*\(did you mean 'roomy'\?\)$/,
    ],
    [
      'a promise of a property that is none',
      changed(
        'capabilities: () => ({ ...make().capabilities(), declares: { properties: ["JOB-MONOTONE", "JOB-10"] } })',
      ),
      /: capabilities\(\)\.declares\.properties\[1\]: got 'JOB-10', expected a property .* \(did you mean 'JOB-100'\?\)$/,
    ],
    [
      'a promise of actions without act',
      changed('act: undefined, capabilities: () => ({ ...make().capabilities(), actions: ["delete"] })'),
      /: capabilities\(\)\.actions: got \["delete"\], expected none of them from a driver without act\(\)$/,
    ],
    [
      'a promise of faults without arm',
      changed('arm: undefined, capabilities: () => ({ ...make().capabilities(), faults: ["refuse"] })'),
      /: capabilities\(\)\.faults: got \["refuse"\], expected none of them from a driver without arm\(\)$/,
    ],
    [
      'capabilities that throw',
      changed('capabilities: () => { throw new Error("no array"); }'),
      /capabilities\(\) threw Error: no array\)$/,
    ],
  ])('%s', async (name, text, message) => {
    const file = `./${name.replaceAll(' ', '-')}.mjs`;
    if (text !== undefined) await writeFile(join(folder, file), text);
    const found = readDriverFile(file, folder);
    await expect(found).rejects.toThrow(BadInputError);
    await expect(found).rejects.toThrow(message);
  });
});
