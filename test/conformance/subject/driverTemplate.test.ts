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

/** What TypeScript says of a module of JavaScript with types in its comments. */
function complaints(text: string): string {
  writeFileSync(join(folder, 'checked.mjs'), text);
  const compilerOptions = {
    target: 'ES2023',
    module: 'NodeNext',
    strict: true,
    exactOptionalPropertyTypes: true,
    allowJs: true,
    checkJs: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    paths: { 'arraysim/conformance': [join(root, 'src/conformance.ts')] },
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['checked.mjs'] }));
  try {
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], { encoding: 'utf8' });
    return '';
  } catch (error) {
    // execFileSync throws with what the child has written.
    return (error as { stdout: string }).stdout.replaceAll(folder, '');
  }
}

test('the template of a driver has the right types, as JavaScript', () => {
  expect(complaints(driverTemplate)).toBe('');
  expect(complaints(driverTemplate.replace("copies: 'byJob'", "copies: 'byJobs'"))).toContain('"byJobs"');
});

test('the template of a driver can be loaded, and says what is still to be written', async () => {
  writeFileSync(join(folder, 'driver.mjs'), driverTemplate);
  const { driver } = await readDriverFile('./driver.mjs', folder);
  expect(await driver.observe({ kind: 'volumes' })).toEqual([]);
  await expect(driver.reset('roomy')).rejects.toThrow("reset('roomy') is still to be written");
});
