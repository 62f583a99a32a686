import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

export const root = new URL('../..', import.meta.url).pathname;
export const program = join(root, 'dist/cli/main.js');

export async function launched(): Promise<Browser> {
  return await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
}

/** Runs scenarios and writes a report of them. @returns where it is */
export function reportOf(...args: readonly string[]): string {
  return pageOf('run', ...args, '--quiet');
}

/** Explores a scenario and writes a report of that. @returns where it is */
export function explorationOf(...args: readonly string[]): string {
  return pageOf('explore', ...args);
}

/** Judges a subject and writes a report of that. @returns where it is */
export function conformanceOf(...args: readonly string[]): string {
  return pageOf('conform', ...args);
}

/** Writes a report of what the suite is worth. @returns where it is */
export function mutantsOf(...args: readonly string[]): string {
  return pageOf('conform', '--mutants', ...args);
}

function pageOf(...args: readonly string[]): string {
  const file = join(emptyFolder(), 'report.html');
  try {
    execFileSync(process.execPath, [program, ...args, '--html', file], { cwd: root, stdio: 'pipe' });
  } catch (error) {
    // What is not as expected is written all the same.
    if ((error as { status?: unknown }).status !== 1) throw error;
  }
  return file;
}

function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'arraysim-'));
}

/** Writes a driver's module, of an array that is wrong on purpose. @returns where it is */
export function driverOf(mutant: string): string {
  const file = join(emptyFolder(), 'driver.mjs');
  const library = JSON.stringify(join(root, 'dist/conformance.js'));
  writeFileSync(
    file,
    `import { mutants } from ${library};\nexport default () => mutants.find(({ name }) => name === '${mutant}').make();\n`,
  );
  return file;
}

/** Writes a scenario of YAML beside the others. @returns where it is */
export function scenarioOf(text: string): string {
  const file = join(emptyFolder(), 'scenario.yaml');
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
