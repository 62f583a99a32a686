import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { conformanceOf, driverOf, explorationOf, launched, mutantsOf, open, reportOf, scenarioOf } from './opened.js';
import { brokenExploration, failingScenario } from './pages.js';

/** Where the pictures go; git leaves it alone. */
const folder = join(import.meta.dirname, '.screenshots');

let browser: Browser;
beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  browser = await launched();
});
afterAll(async () => {
  await browser.close();
});

/** Each view: what opens it, and what is done there before it is looked at. */
const views: Readonly<
  Record<string, { readonly file: () => string; readonly act?: (page: Page) => Promise<unknown> }>
> = {
  run: { file: () => reportOf('scenarios/stories/busy-evening.yaml') },
  'run-failed': {
    file: () => reportOf(scenarioOf(failingScenario)),
    act: (page) => page.getByLabel('What happened').locator('details', { hasText: '40002' }).locator('summary').click(),
  },
  day: { file: () => reportOf('scenarios/stories/day-in-the-life-of-an-array.yaml') },
  conform: { file: () => conformanceOf('sim', '--runs', '20') },
  'conform-failed': {
    file: () => conformanceOf(driverOf('room-not-returned'), '--runs', '20', '--level', 'core,capacity'),
    act: (page) => page.locator('summary', { hasText: 'test of vitest' }).first().click(),
  },
  explored: { file: () => explorationOf(scenarioOf(brokenExploration)) },
  mutants: { file: () => mutantsOf('--runs', '1', '--level', 'core') },
};

const wanted = process.env.VIEW?.split(',');

for (const [name, { file, act }] of Object.entries(views)) {
  if (wanted !== undefined && !wanted.includes(name)) continue;
  test(`pictures of ${name}`, { timeout: 300_000 }, async () => {
    const path = file();
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [600, 1600]) {
        const { page } = await open(browser, path, { viewport: { width, height: 1000 }, colorScheme });
        await act?.(page);
        await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${width}.png`), fullPage: true });
        await page.close();
      }
    }
    const { page } = await open(browser, path);
    await act?.(page);
    await page.pdf({ path: join(folder, `${name}.pdf`), format: 'A4', printBackground: true });
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 794, height: 1123 });
    await page.screenshot({ path: join(folder, `${name}-print.png`), fullPage: true });
    await page.close();
  });
}
