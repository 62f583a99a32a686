import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

const root = new URL('../..', import.meta.url).pathname;
export const program = join(root, 'dist/cli/main.js');

export async function launched(): Promise<Browser> {
  return await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
}

/** Runs scenarios and writes a report of them. @returns where it is */
export function reportOf(...args: readonly string[]): string {
  const file = join(mkdtempSync(join(tmpdir(), 'arraysim-')), 'report.html');
  try {
    execFileSync(process.execPath, [program, 'run', ...args, '--html', file, '--quiet'], { cwd: root, stdio: 'pipe' });
  } catch (error) {
    // What is not as expected is written all the same.
    if ((error as { status?: unknown }).status !== 1) throw error;
  }
  return file;
}

/** Writes a scenario of YAML beside the others. @returns where it is */
export function scenarioOf(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'arraysim-')), 'scenario.yaml');
  writeFileSync(file, text);
  return file;
}

export interface Opened {
  readonly page: Page;
  /** What the browser complained about, a broken policy included. */
  readonly complaints: readonly string[];
  /** What was asked for besides the page itself. */
  readonly requests: readonly string[];
}

export async function open(
  browser: Browser,
  file: string,
  look: Parameters<Browser['newPage']>[0] = {},
): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 1000 }, ...look });
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (request.url() !== `file://${file}`) requests.push(request.url());
  });
  await page.goto(`file://${file}`);
  await page.waitForSelector('main section');
  return { page, complaints, requests };
}

/** What axe finds that is serious or worse, in words. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // The page's policy lets no script in; this one comes past it, by the debugger.
  await page.evaluate(axe);
  const found = await page.evaluate(
    `axe.run().then(({ violations }) => violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, help, nodes }) => id + ': ' + help + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`,
  );
  return found as string[];
}

const { source: axe } = createRequire(import.meta.url)('axe-core') as { readonly source: string };
