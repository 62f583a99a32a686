import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chooseVolume, clone, consoleOf, consoleTabs, endConsoles, openConsole, roomForTwo } from './consoles.js';
import { launched, program, root, scenarioOf, seriousFindings } from './opened.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launched();
});
afterAll(async () => {
  await endConsoles();
  await browser.close();
});

/** What is exported in a form, when it is that of the universe as it is. */
async function exported(page: Page, form: string): Promise<string> {
  await page.getByRole('tab', { name: 'Export' }).click();
  await page.getByLabel(form).check();
  const hash = await page.locator('.universe[aria-pressed="true"] code').textContent();
  await expect.poll(() => page.locator('.export .tools code').textContent()).toBe(hash);
  return (await page.locator('.export pre').textContent()) ?? '';
}

test('an array is broken by hand, and what was done is kept as a test', { timeout: 180_000 }, async () => {
  const { page, complaints, foreign } = await openConsole(browser, await consoleOf(scenarioOf(roomForTwo)));
  const jobs = page.getByLabel('Jobs', { exact: true });
  const gold = page.getByLabel('Pools', { exact: true }).locator('article', { hasText: 'gold' });

  // A clone: its job is seen at work, and to its end.
  await chooseVolume(page, 'db');
  await clone(page, 'monday');
  const answer = page.locator('.answer');
  await expect.poll(() => answer.textContent()).toContain('4096');
  await expect.poll(() => jobs.textContent()).toContain('monday');
  await page.getByLabel('How long').fill('1 min');
  await page.getByRole('button', { name: 'Advance' }).click();
  await expect.poll(() => jobs.textContent()).toContain('running');
  await expect.poll(() => jobs.textContent()).toMatch(/58 %/);
  const graph = page.getByLabel('Graph of elements');
  await expect.poll(() => graph.getByRole('button', { name: /monday/ }).textContent()).toContain('clone 58 %');
  await page.getByRole('button', { name: 'Settle' }).click();
  await expect.poll(() => jobs.textContent()).toMatch(/completed/);
  await expect.poll(() => gold.textContent()).toMatch(/used200 GiB/);

  // A fault takes the pool's room, and the ledger says so.
  await page.getByRole('tab', { name: 'Faults' }).click();
  const arming = page.getByRole('form', { name: 'Arm a fault' });
  await arming.getByRole('combobox', { name: 'pool *' }).selectOption('gold');
  await arming.getByRole('button', { name: 'Arm', exact: true }).click();
  await expect.poll(() => page.getByLabel('Faults with what came of them').textContent()).toContain('stealCapacity');
  await expect.poll(() => gold.textContent()).toMatch(/stolen300 GiB/);

  // The next clone is refused; the table says by which row, with the numbers, and why not by those before.
  await clone(page, 'tuesday');
  await expect.poll(() => answer.textContent()).toContain('40002');
  const rows = page.getByLabel('Rows that the call met');
  await expect.poll(() => rows.locator('tr.answered').textContent()).toMatch(/40002.*100 GiB.*0 B/s);
  expect(await rows.locator('tr.passed').count()).toBeGreaterThan(30);
  expect(await rows.locator('tr.passed', { hasText: 'sourceUnknown' }).textContent()).toContain('not so');

  // Back to before the fault: the room is there again.
  const steps = page.getByLabel('What was done');
  await expect.poll(() => steps.locator('li').count()).toBe(6);
  await page.getByRole('button', { name: 'Back to here, step 3' }).click();
  await expect.poll(() => gold.textContent()).not.toContain('stolen');
  await expect.poll(() => steps.locator('li').count()).toBe(4);

  // A fork goes its own way.
  await page.getByRole('button', { name: 'Fork this universe' }).click();
  await expect.poll(() => page.locator('.universe').count()).toBe(2);
  await expect.poll(() => page.locator('.universe[aria-pressed="true"]').textContent()).toContain('step 3');
  await chooseVolume(page, 'db');
  await clone(page, 'wednesday');
  await expect.poll(() => page.locator('.answer').textContent()).toContain('4096');
  await page.getByRole('tab', { name: 'Compare' }).click();
  const differing = page.getByLabel('Elements that differ');
  await expect.poll(() => differing.textContent()).toContain('wednesday');
  expect(await differing.locator('tbody', { hasText: 'volume wednesday' }).textContent()).toBe(
    'volume wednesdayis thereis not there',
  );
  expect(await page.locator('.side').count()).toBe(2);

  // What was done is a scenario and a test: both come to the same trace.
  await page.locator('.universe').last().click();
  const hash = await page.locator('.universe[aria-pressed="true"] code').textContent();
  const scenario = await exported(page, 'a scenario');
  expect(scenario).toMatch(/call: CreateClone\n +on: db\n/);
  const file = scenarioOf(scenario);
  const run = JSON.parse(execFileSync(process.execPath, [program, 'run', file, '--json'], { encoding: 'utf8' }));
  expect(run.summary).toEqual({ scenarios: 1, runs: 1, asExpected: 1, notAsExpected: 0 });
  expect(run.scenarios[0].trace.hash).toBe(hash);
  expect(runByVitest(await exported(page, 'a test'))).toMatch(/1 passed/);

  expect(complaints).toEqual([]);
  expect(foreign).toEqual([]);
});

/** Runs a test as a project that has arraysim would. @returns what vitest says */
function runByVitest(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'arraysim-exported-'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/arraysim'));
  symlinkSync(join(root, 'node_modules/vitest'), join(folder, 'node_modules/vitest'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'exported.test.ts'), text);
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--root', folder];
  return execFileSync(process.execPath, args, { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
}

test('a call is held by a fault, seen in flight, and goes on when it is released', async () => {
  const { page, complaints } = await openConsole(browser, await consoleOf(scenarioOf(roomForTwo)));
  await page.getByRole('tab', { name: 'Faults' }).click();
  await page.getByRole('form', { name: 'Arm a fault' }).getByRole('combobox', { name: 'Fault' }).selectOption('hold');
  await page.getByRole('button', { name: 'Arm', exact: true }).click();
  await expect.poll(() => page.getByLabel('Faults with what came of them').textContent()).toContain('hold');
  await chooseVolume(page, 'db');
  await clone(page, 'monday');
  const calls = page.getByLabel('Calls in flight');
  await expect.poll(() => calls.textContent()).toMatch(/is held at array/);
  await page.getByRole('tab', { name: 'Faults' }).click();
  await page.getByRole('button', { name: /^Release/ }).click();
  await expect.poll(() => calls.textContent()).toMatch(/is ready for array/);
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await expect.poll(() => calls.textContent()).not.toMatch(/array/);
  await page.getByRole('button', { name: 'Finish' }).click();
  await expect.poll(() => page.getByLabel('Jobs', { exact: true }).textContent()).toContain('monday');
  expect(complaints).toEqual([]);
});

test('hosts write and read, and what happens behind the back of the service is met by the next call', async () => {
  const { page, complaints } = await openConsole(browser, await consoleOf(scenarioOf(roomForTwo)));
  await chooseVolume(page, 'web');
  await page.getByRole('tab', { name: 'Hosts and operators' }).click();
  await page.getByText('What hosts read from it').click();
  await expect.poll(() => page.locator('[role="tabpanel"]').textContent()).toContain('Nothing was written to it');
  const writing = page.getByRole('form', { name: 'Write as a host' });
  await writing.getByLabel('tag').fill('tuesday');
  await writing.getByRole('button', { name: 'Write' }).click();
  await expect.poll(() => writing.textContent()).toContain('It is written.');
  await expect
    .poll(() => page.getByLabel('What hosts read', { exact: true }).textContent(), { timeout: 5000 })
    .toContain('tuesday');
  const change = page.getByRole('form', { name: "Change behind the service's back" });
  await change.getByRole('button', { name: 'Change it' }).click();
  await expect.poll(() => change.textContent()).toContain('It is changed, and the service does not know.');
  await expect.poll(() => page.getByLabel('What was done').locator('li').count()).toBe(3);
  await clone(page, 'monday');
  await expect.poll(() => page.locator('.answer').textContent()).toMatch(/^40003/);
  expect(complaints).toEqual([]);
});

test('what an array can not do is refused in its words, and nothing is changed', async () => {
  const { page } = await openConsole(browser, await consoleOf(scenarioOf(roomForTwo)));
  await page.getByLabel('How long').fill('5 parsecs');
  await page.getByRole('button', { name: 'Advance' }).click();
  await expect.poll(() => page.getByLabel('Time', { exact: true }).getByRole('alert').textContent()).toMatch(/parsecs/);
  expect(await page.getByLabel('What was done').locator('li').count()).toBe(1);
});

test('time runs by itself, and stands still when it is paused', async () => {
  const { page } = await openConsole(browser, await consoleOf(scenarioOf(roomForTwo)));
  const clock = page.locator('.clock b');
  await page.getByRole('combobox', { name: 'at', exact: true }).selectOption('600');
  await page.getByRole('button', { name: 'Run' }).click();
  await expect.poll(() => clock.textContent(), { timeout: 10_000 }).not.toMatch(/^00:00:00/);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect.poll(() => page.locator('.clock').textContent()).toContain('stands still');
});

test('all of it is done with the keyboard', async () => {
  const { page } = await openConsole(browser, await consoleOf(scenarioOf(roomForTwo)));
  await page.getByRole('listbox', { name: 'List of volumes' }).focus();
  await page.keyboard.press('End');
  await expect.poll(() => page.getByLabel('Graph', { exact: true }).locator('h2').textContent()).toContain('web');
  await page.keyboard.press('Home');
  await expect.poll(() => page.getByLabel('Graph', { exact: true }).locator('h2').textContent()).toContain('db');
  await page.getByRole('tab', { name: 'Call a method' }).focus();
  await page.keyboard.press('ArrowRight');
  expect(await page.getByRole('tab', { name: 'Faults' }).getAttribute('aria-selected')).toBe('true');
  await page.keyboard.press('ArrowLeft');
  const form = page.getByRole('form', { name: 'Call CreateClone' });
  await form.getByLabel('ElementName').focus();
  await page.keyboard.type('monday');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('.answer').textContent()).toContain('4096');
});

describe.each([
  { look: 'light', width: 1600 },
  { look: 'dark', width: 1600 },
  { look: 'light', width: 600 },
  { look: 'dark', width: 600 },
] as const)('$look, $width pixels wide', ({ look, width }) => {
  test('nothing is wider than the page, and who can not see it or has no mouse can use it', async () => {
    const viewport = { width, height: 1000 };
    const { page, complaints } = await openConsole(browser, await consoleOf(scenarioOf(roomForTwo)), {
      viewport,
      colorScheme: look,
    });
    await chooseVolume(page, 'db');
    await clone(page, 'monday');
    await page.getByRole('button', { name: 'Fork this universe' }).click();
    await expect.poll(() => page.locator('.universe').count()).toBe(2);
    for (const name of consoleTabs) {
      await page.getByRole('tab', { name }).click();
      await page.waitForTimeout(200);
      expect(await page.evaluate('document.documentElement.scrollWidth'), name).toBe(width);
      expect(await seriousFindings(page), name).toEqual([]);
    }
    expect(complaints).toEqual([]);
  });
});
