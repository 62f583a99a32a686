import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readDriverFile } from '../../../src/cli/conform/driverFile.js';
import { driverTemplate } from '../../../src/conformance/subject/driverTemplate.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'arraysim-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What TypeScript says of modules of TypeScript, and of JavaScript with types in their comments, by the types that are built. */
function complaints(modules: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(modules)) writeFileSync(join(folder, name), text);
  const compilerOptions = {
    target: 'ES2023',
    module: 'NodeNext',
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    allowJs: true,
    checkJs: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    paths: { 'arraysim/conformance': [join(root, 'dist/conformance.d.ts')] },
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: Object.keys(modules) }));
  try {
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], { encoding: 'utf8' });
    return '';
  } catch (error) {
    // execFileSync throws with what the child has written.
    return (error as { stdout: string }).stdout.replaceAll(folder, '');
  }
}

test.each(['JavaScript', 'TypeScript'] as const)('the template of a driver has the right types, as %s', (language) => {
  const right = driverTemplate(language);
  const wrong = right.replace("copies: 'byJob'", "copies: 'byJobs'");
  const ending = language === 'JavaScript' ? 'mjs' : 'ts';
  const told = complaints({ [`right.${ending}`]: right, [`wrong.${ending}`]: wrong });
  expect(told).toContain('"byJobs"');
  expect(told).not.toContain(`right.${ending}`);
});

test('the template of a driver can be loaded, and says what is still to be written', async () => {
  writeFileSync(join(folder, 'driver.mjs'), driverTemplate('JavaScript'));
  const { driver } = await readDriverFile('./driver.mjs', folder);
  expect(await driver.observe({ kind: 'volumes' })).toEqual([]);
  await expect(driver.reset('roomy')).rejects.toThrow("reset('roomy') is still to be written");
});

test('the template of a driver says of each capability what it means, and promises no property', async () => {
  writeFileSync(join(folder, 'says.mjs'), driverTemplate('JavaScript'));
  const { driver } = await readDriverFile('./says.mjs', folder);
  const lines = driverTemplate('JavaScript').split('\n');
  const comment = /^ +\/\/ /;
  const silent = Object.keys(await driver.capabilities()).filter((name) => {
    const at = lines.findIndex((line) => line.trimStart().startsWith(`${name}:`));
    return !comment.test(lines[at - 1] ?? '') && !comment.test(lines[at + 1] ?? '');
  });
  expect(silent).toEqual([]);
  expect((await driver.capabilities()).declares).toEqual({});
});
