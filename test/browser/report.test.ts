import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launched, open, program, reportOf, scenarioOf, seriousFindings } from './opened.js';
import { failingScenario, longScenario } from './pages.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launched();
});
afterAll(async () => {
  await browser.close();
});

const story = 'scenarios/stories/busy-evening.yaml';

test('a report opens with the moment that was not as expected, says why, and repeats it', async () => {
  const file = scenarioOf(failingScenario);
  const { page, complaints, requests } = await open(browser, reportOf(file));
  const moment = page.getByLabel('At this moment');
  await expect.poll(() => moment.textContent()).toContain('At 00:00:10');
  expect(await page.getByLabel('Not as expected').textContent()).toContain('expected code 4096');
  // The step is there, current, with its message.
  expect(await page.locator('tr.current').textContent()).toContain('CreateClone db');
  // The call that was refused says why, with the numbers.
  const call = page.getByLabel('What happened').locator('details', { hasText: '40002' });
  await call.locator('summary').click();
  expect(await call.textContent()).toMatch(/100 GiB.*50 GiB/);
  expect(await call.locator('.step.refused').textContent()).toContain('array');
  // To another moment and back.
  await page.getByLabel('First moment').click();
  await expect.poll(() => moment.textContent()).toContain('after event 0');
  await page.getByRole('button', { name: 'Show the moment' }).click();
  await expect.poll(() => moment.textContent()).toContain('At 00:00:10');
  // What repeats it comes to the same.
  const command = (await page.locator('.copy code').first().textContent()) ?? '';
  const [name, ...args] = command.split(' ');
  expect(name).toBe('arraysim');
  let output = '';
  try {
    execFileSync(process.execPath, [program, ...args], { encoding: 'utf8' });
  } catch (error) {
    output = String((error as { stdout?: unknown }).stdout);
  }
  expect(output).toContain('A wish that is not met');
  expect(output).toContain('expected code 4096');
  expect(complaints).toEqual([]);
  expect(requests).toEqual([]);
});

test('a scrub across the time line shows the array as it was, and the keyboard does the same', async () => {
  const { page } = await open(browser, reportOf(story));
  const moment = page.getByLabel('At this moment');
  const slider = page.getByLabel('Moment', { exact: true });
  await slider.focus();
  await page.keyboard.press('Home');
  await expect.poll(() => moment.textContent()).toContain('At 00:00:00');
  const first = await page.getByLabel('Volumes').locator('tbody tr').count();
  await page.keyboard.press('End');
  await expect.poll(() => moment.textContent()).toContain('At 00:19:58.282');
  expect(await page.getByLabel('Volumes').locator('tbody tr').count()).toBe(first + 6);
  // In the middle the first copies are done, and others run.
  const line = page.locator('.timeline svg').first();
  const box = await line.boundingBox();
  if (box === null) throw new Error('there is no time line');
  await page.mouse.click(box.x + box.width / 2, box.y + 40);
  await expect.poll(() => moment.textContent()).toMatch(/At 00:(08|09|10|11)/);
  expect(await page.getByLabel('Jobs', { exact: true }).textContent()).toMatch(/running/);
});

describe.each([
  { look: 'light', width: 1600 },
  { look: 'dark', width: 1600 },
  { look: 'light', width: 600 },
  { look: 'dark', width: 600 },
] as const)('$look, $width pixels wide', ({ look, width }) => {
  test('nothing is wider than the page, and who can not see it or has no mouse can use it', async () => {
    const viewport = { width, height: 1000 };
    const { page, complaints } = await open(browser, reportOf(story, scenarioOf(failingScenario)), {
      viewport,
      colorScheme: look,
    });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

test('hostile names are text wherever they are shown', async () => {
  const names = [
    '<img src=x onerror=alert(1)>',
    '</script><script>alert(2)</script>',
    '\u202emoc',
    'y'.repeat(255),
    '"onload="alert(3)',
  ];
  const array = {
    pools: names.map((name) => ({ name, size: '1 TiB' })),
    volumes: names.map((name) => ({ name, pool: name, size: '1 GiB' })),
  };
  const steps = names.map((on) => ({ call: 'CreateClone', on, with: { ElementName: on } }));
  const { page, complaints, requests } = await open(
    browser,
    reportOf(scenarioOf(JSON.stringify({ name: names[1], array, steps }))),
  );
  let isAsked = false;
  page.on('dialog', () => {
    isAsked = true;
  });
  expect(await page.locator('img').count()).toBe(0);
  expect(await page.locator('h2').first().textContent()).toBe(names[1]);
  expect(await page.locator('.card h4').first().textContent()).toContain(names[0]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(1400);
  expect(await page.locator('body').textContent()).not.toMatch(/\p{Bidi_Control}/u);
  expect(isAsked).toBe(false);
  expect(complaints).toEqual([]);
  expect(requests).toEqual([]);
});

test('a run of 9,000 events makes a page of less than 3 MB, which opens within 2 s, and its moments are shown at once', async () => {
  const file = reportOf('scenarios/stories/day-in-the-life-of-an-array.yaml');
  expect(statSync(file).size).toBeLessThan(3_000_000);
  expect(await secondsToOpen(file)).toBeLessThan(2);
  const { page, complaints } = await open(browser, file);
  await page.getByLabel('First moment').click();
  await expect.poll(() => page.getByLabel('At this moment').textContent()).toContain('after event 0 of');
  expect(complaints).toEqual([]);
});

test('a run of more than 100,000 events makes no larger page: what is counted only is said, and a failure in its midst is shown', async () => {
  const file = reportOf(scenarioOf(longScenario(6500)));
  expect(statSync(file).size).toBeLessThan(3_000_000);
  expect(await secondsToOpen(file)).toBeLessThan(2);
  const { page, complaints } = await open(browser, file);
  expect(Number((await page.getByLabel('At this moment').textContent())?.match(/of (\d+)/)?.[1])).toBeGreaterThan(
    100_000,
  );
  expect(await page.getByLabel('Time line').textContent()).toContain('too many to be shown one by one');
  expect(await page.getByLabel('What is counted only').textContent()).toMatch(/[\d,]+ shown, [\d,]+ counted/);
  expect(await page.locator('tr.current').textContent()).toContain('CreateClone v3');
  const call = page.getByLabel('What happened').locator('details', { hasText: /CreateClone v3 5 / });
  expect(await call.count()).toBeGreaterThan(0);
  expect(complaints).toEqual([]);
});

/** Time of the processor that the page's main thread takes until all is drawn. */
async function secondsToOpen(file: string): Promise<number> {
  const page = await browser.newPage();
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(`file://${file}`);
  await page.waitForSelector('main section');
  await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
  const { metrics } = await session.send('Performance.getMetrics');
  await page.close();
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
}
