import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chooseVolume, clone, consoleOf, consoleTabs, endConsoles, openConsole, roomForTwo } from './consoles.js';
import { launched, scenarioOf } from './opened.js';

/** Where the pictures go; git leaves it alone. */
const folder = join(import.meta.dirname, '.screenshots');

let browser: Browser;
beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  browser = await launched();
});
afterAll(async () => {
  await endConsoles();
  await browser.close();
});

/** A copy at work, a pool without room, a call that was refused, and a fork that has healed. */
async function play(page: Page): Promise<void> {
  await chooseVolume(page, 'db');
  await clone(page, 'monday');
  await page.getByLabel('How long').fill('1 min');
  await page.getByRole('button', { name: 'Advance' }).click();
  await page.getByRole('tab', { name: 'Faults' }).click();
  await page.getByRole('form', { name: 'Arm a fault' }).getByRole('combobox', { name: 'pool *' }).selectOption('gold');
  await page.getByRole('button', { name: 'Arm', exact: true }).click();
  await clone(page, 'tuesday');
  await expect.poll(() => page.locator('.answer').textContent()).toContain('40002');
  await page.getByRole('button', { name: 'Fork this universe' }).click();
  await expect.poll(() => page.locator('.universe').count()).toBe(2);
  await page.getByRole('button', { name: 'Settle' }).click();
  await page.getByRole('tab', { name: 'Faults' }).click();
  await page.getByRole('button', { name: 'Heal all' }).click();
  await clone(page, 'wednesday');
  await expect.poll(() => page.locator('.answer').textContent()).toContain('4096');
  await page.locator('.universe').first().click();
  await page.getByLabel('Rows of step 4').click();
}

test('pictures of the console', { timeout: 300_000 }, async () => {
  const { page } = await openConsole(browser, await consoleOf(scenarioOf(roomForTwo)));
  await play(page);
  for (const name of consoleTabs) {
    await page.getByRole('tab', { name }).click();
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [600, 1600]) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 1000 });
        // What is measured is drawn once more, and answers may be on their way.
        await page.waitForTimeout(400);
        const picture = `console-${name.toLowerCase().replaceAll(' ', '-')}-${colorScheme}-${width}.png`;
        await page.screenshot({ path: join(folder, picture), fullPage: true });
      }
    }
  }
});
