import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { explorationOf, launched, open, scenarioOf, seriousFindings } from './opened.js';
import { brokenExploration } from './pages.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launched();
});
afterAll(async () => {
  await browser.close();
});

test('a page of an exploration shows the broken claim, the way there in words, and the array at its end', async () => {
  const { page, complaints, requests } = await open(browser, explorationOf(scenarioOf(brokenExploration)));
  expect(await page.locator('.verdict').first().textContent()).toContain('a claim is broken');
  const broken = page.getByLabel('Broken claim');
  expect(await broken.locator('h2').textContent()).toContain('two clones </script><b>');
  expect(await broken.locator('ol > li').count()).toBe(12);
  expect(await page.getByLabel('Volumes').locator('tbody tr').count()).toBe(3);
  // A step back there are two.
  await page.getByLabel('First moment').click();
  await expect.poll(() => page.getByLabel('Volumes').locator('tbody tr').count()).toBe(1);
  const scenario = page.locator('details', { hasText: 'The same as a scenario' });
  await scenario.locator('summary').click();
  expect(await scenario.locator('pre').textContent()).toContain('call: CreateClone');
  expect([complaints, requests]).toEqual([[], []]);
});

test('a page of what is proven says how much was tried, and has states by depth', async () => {
  const { page } = await open(browser, explorationOf('scenarios/explore/three-callers-room-for-two.yaml'));
  expect(await page.locator('.verdict').first().textContent()).toContain('every claim holds');
  expect(await page.getByLabel('Exploration').textContent()).toContain('2,334 states');
  const states = await page.getByLabel('States by depth').locator('tbody tr td:nth-child(2)').allTextContents();
  expect(states.reduce((sum, text) => sum + Number(text.replaceAll(',', '')), 0)).toBe(2334);
});

test.each([
  ['light', 600],
  ['dark', 1600],
] as const)('who can not see it or has no mouse can use it: %s, %i pixels wide', async (colorScheme, width) => {
  const look = { viewport: { width, height: 1000 }, colorScheme };
  const { page } = await open(browser, explorationOf(scenarioOf(brokenExploration)), look);
  expect(await seriousFindings(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
});
