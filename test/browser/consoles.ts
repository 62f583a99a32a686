import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { program } from './opened.js';

const running: ChildProcess[] = [];

/** Starts a console of a scenario's array. @returns the address of its page */
export async function consoleOf(...args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [program, 'console', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  let said = '';
  for await (const chunk of child.stdout) {
    said += chunk;
    const [, address] = /^Console +(http:\S+)/m.exec(said) ?? [];
    if (address !== undefined) return address;
  }
  throw new Error(`no console has started: ${said}${await textOf(child)}`);
}

async function textOf({ stderr }: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of stderr ?? []) text += chunk;
  return text;
}

/** Ends all consoles that were started. */
export async function endConsoles(): Promise<void> {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null) continue;
    child.kill();
    await once(child, 'exit');
  }
}

export interface OpenedConsole {
  readonly page: Page;
  /** What the browser complained about, a broken policy included. */
  readonly complaints: readonly string[];
  /** What was asked of other servers than the page's. */
  readonly foreign: readonly string[];
}

export async function openConsole(
  browser: Browser,
  address: string,
  look: Parameters<Browser['newPage']>[0] = {},
): Promise<OpenedConsole> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 }, ...look });
  const complaints: string[] = [];
  const foreign: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // That a request was refused is an answer.
    const isRefusal = /status of 400/.test(message.text());
    if (!isRefusal && (message.type() === 'error' || message.type() === 'warning')) complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(new URL(address).origin)) foreign.push(request.url());
  });
  await page.goto(address);
  await page.getByRole('option').and(page.locator('.row')).first().waitFor();
  return { page, complaints, foreign };
}

/** Chooses a volume in the list. */
export async function chooseVolume(page: Page, name: string): Promise<void> {
  await page.getByLabel('Find volumes').fill(name);
  await page.locator('.volumes .row', { hasText: name }).first().click();
  await expect.poll(() => page.locator('.graph h2').textContent()).toContain(`Around ${name}`);
}

/** Calls CreateClone on the volume that is chosen. */
export async function clone(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name: 'Call a method' }).click();
  const form = page.getByRole('form', { name: 'Call CreateClone' });
  await form.getByLabel('ElementName').fill(name);
  await form.getByRole('button', { name: 'Call', exact: true }).click();
}

/** All that can be opened below what there is. */
export const consoleTabs = [
  'Call a method',
  'Faults',
  'Hosts and operators',
  'State charts',
  'Compare',
  'Export',
] as const;

/** A scenario of two pools, one of which has room for four more copies of its volume. */
export const roomForTwo = `
name: Room for two
array:
  profile: { base: full-copy, jobs: { copyRatePerSecond: 1000 MiB } }
  pools: [{ name: gold, size: 500 GiB }, { name: silver, size: 1 TiB }]
  volumes: [{ name: db, pool: gold, size: 100 GiB }, { name: web, pool: silver, size: 10 GiB }]
steps: [{ settle: true }]
`;
