import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serving } from '../server/servers.js';
import { conformanceOf, driverOf, launched, open, program, root, seriousFindings } from './opened.js';

let browser: Browser;
let driver = '';
let report = '';
beforeAll(async () => {
  browser = await launched();
  driver = driverOf('room-not-returned');
  report = conformanceOf(driver, '--level', 'core,capacity', '--only', 'NO-LEAK,REFUND', '--runs', '20');
});
afterAll(async () => {
  await browser.close();
});

test('scrubbed to the step that fails, a report shows what was seen beside what should have been', async () => {
  const { page, complaints, requests } = await open(browser, report);
  expect(await page.locator('.verdict').textContent()).toBe('room-not-returned does not conform');
  const failure = page.getByLabel('REFUND', { exact: true });
  const gold = failure.locator('.card', { has: page.locator('h4', { hasText: /^gold$/ }) });
  // The last step is where it breaks: less is free than the model expected.
  await expect.poll(() => gold.textContent()).toMatch(/1030 MiB ≠ 1034 MiB/);
  // Before it, and by the keyboard, the deletion: what it changed is told.
  await failure.getByLabel('Step', { exact: true }).focus();
  await page.keyboard.press('Home');
  await expect.poll(() => failure.textContent()).toContain('before and after step 1');
  await expect.poll(() => failure.getByLabel('Volumes').locator('tr', { hasText: 'gone' }).count()).toBe(1);
  // A probe's own steps have pictures, too.
  const probed = page.getByLabel('NO-LEAK', { exact: true });
  await probed
    .getByRole('button', { name: /CreateClone of/ })
    .last()
    .click();
  await expect.poll(() => probed.locator('h3').last().textContent()).toMatch(/step 1\.\d/);
  await expect.poll(() => probed.getByLabel('Volumes').locator('tr', { hasText: 'new' }).count()).toBe(1);
  expect(complaints).toEqual([]);
  expect(requests).toEqual([]);
});

describe('what reproduces a failure is copied, and run', () => {
  const copied = async (name: string | RegExp, fold?: string) => {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await context.newPage();
    await page.goto(`file://${report}`);
    const failure = page.getByLabel('REFUND', { exact: true });
    if (fold !== undefined) await failure.locator('summary', { hasText: fold }).click();
    await failure.getByRole('button', { name }).click();
    await failure.getByText('copied').waitFor();
    const text = await page.evaluate<string>('navigator.clipboard.readText()');
    await context.close();
    return text;
  };
  const message = /has \d+ bytes free instead of \d+/;

  test('by its command', async () => {
    const [name, ...args] = (await copied(/command that finds/)).split(' ');
    expect(name).toBe('arraysim');
    const { status, stdout } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
    expect([status, stdout]).toEqual([1, expect.stringMatching(message)]);
  });

  test('by what --replay takes', async () => {
    const file = join(dirname(report), 'refund.json');
    writeFileSync(file, await copied(/recorded run/, '--replay'));
    const { status, stdout } = spawnSync(process.execPath, [program, 'conform', driver, '--replay', file], {
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([1, expect.stringMatching(message)]);
  });

  test('by its test, saved beside the page', async () => {
    const folder = dirname(report);
    writeFileSync(join(folder, 'refund.test.mjs'), await copied(/the test of/, 'test of vitest'));
    linkPackages(folder);
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const { stdout, stderr } = spawnSync(process.execPath, [vitest, 'run', '--root', folder], {
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
    });
    expect(stdout + stderr).toMatch(/Breach: .* bytes free instead of/);
    expect(stdout).toMatch(/Tests {2}1 failed/);
  });
});

/** As in a project that has arraysim and vitest. */
function linkPackages(folder: string): void {
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  symlinkSync(root, join(folder, 'node_modules/arraysim'));
  symlinkSync(join(root, 'node_modules/vitest'), join(folder, 'node_modules/vitest'));
  // A link is no installed package, which vitest would leave to Node.
  writeFileSync(join(folder, 'vitest.config.js'), 'export default { test: { deps: { interopDefault: false } } };');
}

test('a subject that conforms is shown with its coverage on the charts and codes', async () => {
  const { page, complaints } = await open(browser, conformanceOf('sync-only', '--level', 'core', '--runs', '5'));
  expect(await page.locator('.verdict').textContent()).toMatch(/^sim:sync-only conforms/);
  const charts = page.getByLabel('Coverage of the lifecycles');
  expect(await charts.locator('.state.reached').count()).toBeGreaterThan(1);
  expect(await charts.locator('.state.missing').count()).toBeGreaterThan(2);
  expect(await charts.locator('.arrow.taken text').first().textContent()).toMatch(/^\d+$/);
  const clone = page.locator('.codesOf', { has: page.locator('h3', { hasText: /^CreateClone/ }) });
  expect(await clone.locator('.chip', { hasText: /^0 \d/ }).count()).toBeGreaterThan(0);
  expect(await clone.locator('.chip.missing').count()).toBeGreaterThan(0);
  // Those that were skipped, with the reason.
  await page.getByLabel('skipped').check();
  await expect.poll(() => page.locator('.properties').first().textContent()).toContain('Skipped, ');
  expect(complaints).toEqual([]);
});

test('a provider on the wire is shown without its password', async () => {
  const { port } = await serving({
    array: {
      pools: [{ name: 'gold', size: '64 GiB' }],
      volumes: ['alpha', 'bravo', 'charlie'].map((name, at) => ({ name, pool: 'gold', size: `${8 << at} MiB` })),
    },
    time: { kind: 'real', factor: 100 },
  });
  const address = `http://admin:se%3Acret@127.0.0.1:${port}`;
  const file = join(mkdtempSync(join(tmpdir(), 'arraysim-')), 'report.html');
  // Not synchronously: the server is in this process.
  await new Promise<void>((resolve, reject) =>
    execFile(
      process.execPath,
      [program, 'conform', address, '--level', 'core', '--only', 'CODE-DOMAIN,OUT-4096', '--runs', '2', '--html', file],
      (error) => (error === null ? resolve() : reject(error)),
    ),
  );
  const { page, complaints } = await open(browser, file);
  expect(await page.locator('.verdict').textContent()).toMatch(/ conforms$/);
  expect(await page.locator('.copy code').first().textContent()).toContain(`http://admin@127.0.0.1:${port}`);
  expect(await page.content()).not.toMatch(/se(%3A|:)cret/);
  expect(complaints).toEqual([]);
});

describe.each([
  { look: 'light', width: 1600 },
  { look: 'dark', width: 1600 },
  { look: 'light', width: 600 },
  { look: 'dark', width: 600 },
] as const)('$look, $width pixels wide', ({ look, width }) => {
  test('nothing is wider than the page, and who can not see it or has no mouse can use it', async () => {
    const viewport = { width, height: 1000 };
    const { page, complaints } = await open(browser, report, { viewport, colorScheme: look });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

test('printed, nothing is wider than the paper', async () => {
  const { page } = await open(browser, report, { viewport: { width: 794, height: 1123 } });
  await page.emulateMedia({ media: 'print' });
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(794);
});
