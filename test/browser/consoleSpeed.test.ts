import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serving } from '../server/servers.js';
import { openConsole } from './consoles.js';
import { launched, root } from './opened.js';

// Times are of the processor, and of the page's main thread: what else the machine does is not in them.

let browser: Browser;
beforeAll(async () => {
  browser = await launched();
});
afterAll(async () => {
  await browser.close();
});

/** An array with as many volumes, whose copies take long. */
function manyVolumes(count: number) {
  const volumes = Array.from({ length: count }, (_, at) => ({ name: `volume ${at}`, pool: 'gold', size: '1 GiB' }));
  const profile = { base: 'full-copy', jobs: { copyRatePerSecond: '10 MiB' } } as const;
  return { profile, pools: [{ name: 'gold', size: `${2 * count} GiB` }], volumes };
}

/** A console of that many volumes: more than a scenario's file may have. @returns its address */
async function consoleOfMany(count: number): Promise<string> {
  const page = readFileSync(join(root, 'dist/console/console.html'), 'utf8');
  const shown = { port: 0, page, title: `${count} volumes`, names: [], key: null };
  const { server } = await serving({ array: manyVolumes(count), ports: [], controlPort: null, console: shown });
  return `http://127.0.0.1:${server.consolePort}/`;
}

/** What the main thread has done since it began, in milliseconds. */
async function workOf(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const { metrics } = await devtools.send('Performance.getMetrics');
  const seconds = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
  return 1000 * (seconds('ScriptDuration') + seconds('LayoutDuration') + seconds('RecalcStyleDuration'));
}

/** Does something as the page does it. */
async function post(page: Page, command: string, body: object): Promise<void> {
  const token = (await page.locator('meta[name="arraysim-token"]').getAttribute('content')) ?? '';
  const answer = await fetch(new URL(`/api/universes/u1/${command}`, page.url()), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-arraysim-token': token },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${command}: ${await answer.text()}`);
}

test('1,000 volumes are painted in under 200 ms', async () => {
  const address = await consoleOfMany(1000);
  const times: number[] = [];
  for (let opened = 0; opened < 3; opened++) {
    const { page } = await openConsole(browser, address);
    expect(await page.getByLabel('Volumes', { exact: true }).locator('h2').textContent()).toContain('1,000');
    times.push(await workOf(page));
    await page.close();
  }
  expect(Math.min(...times)).toBeLessThan(200);
});

interface Traced {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of the thread. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** The main thread's tasks while something goes on, in milliseconds. */
async function tasksDuring(page: Page, act: () => Promise<void>): Promise<readonly number[]> {
  await browser.startTracing(page, { categories: ['toplevel'] });
  await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: readonly Traced[] };
  const mains = traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  const isMain = ({ pid, tid }: Traced) => mains.some((one) => one.pid === pid && one.tid === tid);
  return (
    traceEvents
      .filter((one) => one.name === 'ThreadControllerImpl::RunTask' && isMain(one))
      // One that was at work when it ended has no time yet.
      .flatMap(({ tdur }) => (tdur === undefined ? [] : [tdur / 1000]))
  );
}

test('a hundred events a second are followed without a task of over 50 ms', async () => {
  const { page } = await openConsole(browser, await consoleOfMany(1000));
  await page.locator('.volumes .row').first().click();
  for (let copy = 0; copy < 40; copy++)
    await post(page, 'call', { on: 'volume 0', method: 'CreateClone', parameters: { ElementName: `copy ${copy}` } });
  await expect.poll(() => page.getByLabel('Jobs and calls').locator('h2').textContent()).toContain('40 at work');
  const events = 300;
  const heading = page.getByLabel('What was done').locator('h2');
  const tasks = await tasksDuring(page, async () => {
    for (let event = 0; event < events; event++) {
      const rest = new Promise((done) => setTimeout(done, 10));
      await post(page, 'advance', { by: 20 });
      await rest;
    }
    await expect.poll(() => heading.textContent()).toContain(`${40 + events}`);
  });
  // The last of them are shown, and those before when somebody asks.
  const steps = page.getByLabel('What was done').locator('li');
  await expect.poll(() => steps.count()).toBe(100 + 2);
  await page.getByRole('button', { name: 'Earlier steps' }).click();
  await expect.poll(() => steps.count()).toBe(40 + events + 1);
  expect(tasks.length).toBeGreaterThan(50);
  expect(Math.max(...tasks)).toBeLessThan(50);
});

test('100,000 volumes are as usable as a hundred', { timeout: 120_000 }, async () => {
  const { page, complaints } = await openConsole(browser, await consoleOfMany(100_000));
  expect(await page.getByLabel('Volumes', { exact: true }).locator('h2').textContent()).toContain('100,000');
  expect(await page.locator('.volumes .row').count()).toBeLessThan(60);
  const work = await workOf(page);
  await page.getByRole('listbox', { name: 'List of volumes' }).focus();
  await page.keyboard.press('End');
  await expect.poll(() => page.locator('.graph h2').textContent()).toContain('volume 99999');
  await page.getByLabel('Find volumes').fill('volume 4711');
  await expect.poll(() => page.locator('.volumes h2').textContent()).toBe('Volumes 11');
  expect((await workOf(page)) - work).toBeLessThan(300);
  expect(complaints).toEqual([]);
});
