import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clone, consoleOf, consoleTabs, endConsoles, openConsole } from './consoles.js';
import { launched, scenarioOf } from './opened.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launched();
});
afterAll(async () => {
  await endConsoles();
  await browser.close();
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
  const file = scenarioOf(JSON.stringify({ name: names[1], array, steps: [{ settle: true }] }));
  const { page, complaints, foreign } = await openConsole(browser, await consoleOf(file));
  let isAsked = false;
  page.on('dialog', () => {
    isAsked = true;
  });
  await page.locator('.volumes .row').first().click();
  await expect
    .poll(() => page.getByLabel('Graph', { exact: true }).locator('h2').textContent())
    .toContain('<img src=x');
  // A name of a million letters is refused, and shown in short.
  await clone(page, 'z'.repeat(1_000_000));
  await expect.poll(() => page.locator('.answer').textContent()).toMatch(/^5/);
  await clone(page, '</b>\u202e<script>alert(4)</script>');
  await expect.poll(() => page.locator('.answer').textContent()).toMatch(/^4096/);
  for (const name of consoleTabs) await page.getByRole('tab', { name }).click();
  expect(await page.locator('img').count()).toBe(0);
  expect(await page.locator('script').count()).toBe(1);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(1600);
  const text = (await page.locator('body').innerText()) ?? '';
  expect(text.length).toBeLessThan(50_000);
  expect(text).not.toMatch(/\p{Bidi_Control}/u);
  expect(isAsked).toBe(false);
  expect(complaints).toEqual([]);
  expect(foreign).toEqual([]);
});

/** A page of another origin, which does all that such a page can do. @returns the address, and what ends its server */
async function attacker(target: string): Promise<{ readonly address: string; readonly end: () => void }> {
  const command = `${target}api/universes/u1/advance`;
  const body = JSON.stringify({ by: 60_000 });
  const script = `
    const outcomes = [];
    const tried = (what, promise) =>
      promise.then(() => outcomes.push(what + ' went through'), () => outcomes.push(what + ' was stopped'));
    const headers = { 'content-type': 'application/json', 'x-arraysim-token': 'guessed' };
    const read = (answer) => answer.text().then((text) => { if (text.includes('arraysim-token')) throw outcomes.push('the token was read'); });
    Promise.all([
      tried('a command', fetch('${command}', { method: 'POST', headers, body: '${body}' })),
      fetch('${command}', { method: 'POST', mode: 'no-cors', body: '${body}' }).catch(() => {}),
      tried('a read', fetch('${target}').then(read)),
      tried('a question', fetch('${target}api/methods')),
      new Promise((done) => {
        const stream = new EventSource('${target}api/events');
        stream.onerror = () => { outcomes.push('the stream was stopped'); stream.close(); done(); };
        stream.addEventListener('session', () => { outcomes.push('the stream was heard'); done(); });
      }),
    ]).then(() => { document.title = outcomes.toSorted().join(', '); document.forms[0].submit(); });`;
  const page = `<!doctype html><title>…</title><iframe name="hidden"></iframe><iframe src="${target}"></iframe>
    <form method="post" enctype="text/plain" target="hidden" action="${command}"><input name='{"by":60000,"x":"' value='"}'></form>
    <script type="module">${script}</script>`;
  const server = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end(page));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // It listens on a port.
  const { port } = server.address() as AddressInfo;
  return { address: `http://localhost:${port}/`, end: () => server.close() };
}

test('a page of another origin can not drive the console, nor see what is in it', async () => {
  const array = { pools: [{ name: 'gold', size: '1 TiB' }], volumes: [{ name: 'db', pool: 'gold', size: '1 GiB' }] };
  const target = await consoleOf(scenarioOf(JSON.stringify({ name: 'safe', array, steps: [{ settle: true }] })));
  const { page } = await openConsole(browser, target);
  const { address, end } = await attacker(target);
  try {
    const other = await browser.newPage();
    await other.goto(address);
    await expect
      .poll(() => other.title(), { timeout: 20_000 })
      .toBe('a command was stopped, a question was stopped, a read was stopped, the stream was stopped');
    await other.waitForTimeout(500);
    expect(await page.locator('.clock b').textContent()).toBe('00:00:00.000');
    expect(await page.getByLabel('What was done').locator('li').count()).toBe(1);
  } finally {
    end();
  }
});
