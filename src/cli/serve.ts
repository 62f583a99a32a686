import { randomBytes } from 'node:crypto';
import type { ArrayOptions } from '../engine/options.js';
import { certificateFrom, selfSigned } from '../server/certificate.js';
import { logTo } from '../server/log.js';
import { type ConsoleOptions, type RunningServer, serve } from '../server/serve.js';
import { parseTime } from '../server/time.js';
import { parseUser, type User } from '../server/users.js';
import { badInput } from '../vocabulary/input/badInput.js';
import { readPage } from './builtPage.js';
import { type ExitCode, exitCodes, type Output, oneLine } from './output.js';
import { readScenarios } from './scenarioFiles.js';

/** What `arraysim serve` takes. */
export interface ServeCommandOptions {
  readonly port?: readonly string[];
  readonly tlsPort?: readonly string[];
  readonly cert?: string;
  readonly key?: string;
  readonly selfSigned?: boolean;
  readonly controlPort?: string;
  readonly controlToken?: string;
  readonly console?: boolean;
  readonly consolePort?: string;
  readonly consoleName?: readonly string[];
  readonly user?: readonly string[];
  readonly host: string;
  readonly time: string;
  readonly seed?: string;
  readonly log: string;
  readonly rate?: string;
  readonly trace: boolean;
}

/** Whoever has not said who may use the server: fine where nobody else can reach it. */
const usualUser: User = { name: 'arraysim', password: 'arraysim', role: 'administrator' };

/** `arraysim serve`: until it is told to end. */
export async function serveCommand(
  file: string | undefined,
  options: ServeCommandOptions,
  output: Output,
  ended: () => Promise<void> = signalled,
): Promise<ExitCode> {
  const array = await arrayOf(file, options.seed, output);
  if (array === null) return exitCodes.badInput;
  return await untilEnded(await started(array, options, output), output, ended);
}

/** Leaves a server running until it is told to end. */
export async function untilEnded(
  running: RunningServer,
  output: Output,
  ended: () => Promise<void>,
): Promise<ExitCode> {
  await ended();
  output.err('arraysim: stopping\n');
  await running.stop();
  return exitCodes.asExpected;
}

async function started(
  { title, options: array }: ServedArray,
  options: ServeCommandOptions,
  output: Output,
): Promise<RunningServer> {
  const { host } = options;
  const isLoopback = isOnlyHere(host);
  const users = options.user?.map(parseUser) ?? [usualUser];
  if (options.user === undefined && !isLoopback)
    badInput({ field: '--user', value: undefined, expected: `at least one, because others can reach ${host}` });
  const doubled = users.find(({ name }, at) => users.findIndex((one) => one.name === name) !== at);
  if (doubled !== undefined) badInput({ field: '--user', value: doubled.name, expected: 'each name once' });
  const tlsPorts = (options.tlsPort ?? []).map((text) => portOf('--tls-port', text));
  const certificate = tlsPorts.length === 0 ? null : await certificateOf(options, output.folder);
  const controlPort = options.controlPort === undefined ? null : portOf('--control-port', options.controlPort);
  const controlToken =
    options.controlToken ?? (isLoopback || controlPort === null ? null : randomBytes(24).toString('base64url'));
  const log = ['json', 'text', 'none'].find((one): one is 'json' | 'text' | 'none' => one === options.log);
  if (log === undefined) badInput({ field: '--log', value: options.log, expected: 'json, text or none' });
  const hasConsole = options.console === true || options.consolePort !== undefined;
  if (hasConsole && !options.trace)
    badInput({ field: '--no-trace', value: undefined, expected: 'a trace, which the console shows and exports' });
  const shown = hasConsole ? consoleOptions(title, host, options.consolePort, options.consoleName) : undefined;
  const ports = (options.port ?? (tlsPorts.length > 0 ? [] : ['5988', '5985'])).map((text) => portOf('--port', text));
  const running = await listening({
    array,
    host,
    ports,
    tlsPorts,
    certificate,
    controlPort,
    controlToken,
    console: shown,
    users,
    time: parseTime(options.time),
    ...(options.trace ? {} : { trace: false }),
    limits: { requestsPerSecond: options.rate === undefined ? null : wholeOf('--rate', options.rate) },
    log: logTo(output.err, log, () => new Date()),
  });
  output.out(screen(running, host, users, options, controlToken, shown?.key ?? null));
  if (!isLoopback && ports.length > 0)
    output.err('arraysim: Basic authentication without TLS shows passwords to whoever can listen\n');
  return running;
}

/** Whether only this machine can reach what listens there. */
function isOnlyHere(host: string): boolean {
  return ['127.0.0.1', '::1', 'localhost'].includes(host);
}

/** How the console is served: with a key in its address where others can reach it.
 * @throws BadInputError for a port that is none
 */
export function consoleOptions(
  title: string,
  host: string,
  port: string | undefined,
  names: readonly string[] = [],
): ConsoleOptions {
  return {
    port: port === undefined ? 0 : portOf('--console-port', port),
    page: readPage('console'),
    title,
    key: isOnlyHere(host) ? null : randomBytes(24).toString('base64url'),
    names: names.map((name) => name.toLowerCase()),
  };
}

/** Where the console is, for people to copy. */
export function consoleAddress(host: string, port: number, key: string | null): string {
  return `http://${addressText(host)}:${port}/${key === null ? '' : `?key=${key}`}`;
}

function addressText(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/** @throws BadInputError for ports that can't be had, and a host that there is not */
export async function listening(options: Parameters<typeof serve>[0]): Promise<RunningServer> {
  try {
    return await serve(options);
  } catch (error) {
    const { code, syscall, port } = error as NodeJS.ErrnoException & { port?: number };
    if (syscall === 'listen')
      badInput({ field: '--port', value: port, expected: `a port that is free and allowed (${code})` });
    if (syscall === 'getaddrinfo')
      badInput({ field: '--host', value: options.host, expected: 'an address of this machine' });
    throw error;
  }
}

/** Where everything is, for people to copy. */
function screen(
  { ports, tlsPorts, controlPort, consolePort }: RunningServer,
  host: string,
  users: readonly User[],
  { user, time }: ServeCommandOptions,
  token: string | null,
  key: string | null,
): string {
  const name = addressText(host);
  const lines = [
    ...ports.flatMap((port) => [`CIM-XML  http://${name}:${port}/cimom`, `WS-Man   http://${name}:${port}/wsman`]),
    ...tlsPorts.flatMap((port) => [`CIM-XML  https://${name}:${port}/cimom`, `WS-Man   https://${name}:${port}/wsman`]),
    ...(controlPort === null
      ? []
      : [`Control  http://${name}:${controlPort}/openapi.json${token === null ? '' : `  token ${token}`}`]),
    ...(consolePort === null ? [] : [`Console  ${consoleAddress(host, consolePort, key)}`]),
    `Users    ${users.map((one) => `${one.name} (${one.role})`).join(', ')}${user === undefined ? ', password arraysim' : ''}`,
    'Classes  root/microsoft/windows/storage/sm',
    `Time     ${time}`,
  ];
  return `${lines.join('\n')}\nCtrl-C ends it.\n`;
}

/** An array to be served, and what it is called. */
interface ServedArray {
  readonly title: string;
  readonly options: ArrayOptions;
}

/** The array of a scenario; without one a small array to try things with. Null where it can't be read: that has been said then. */
export async function arrayOf(
  file: string | undefined,
  seed: string | undefined,
  output: Output,
): Promise<ServedArray | null> {
  const given = seed === undefined ? {} : { seed: wholeOf('--seed', seed) };
  if (file === undefined) return { title: 'A small array', options: { ...example, ...given } };
  const { scenarios, unread } = await readScenarios([file], output.folder);
  const [scenario] = scenarios;
  if (unread.length === 0 && scenario !== undefined)
    return { title: scenario.name, options: { ...scenario.array, seed: scenario.seed, ...given } };
  for (const message of unread.flatMap(({ messages }) => messages)) output.err(`arraysim: ${oneLine(message)}\n`);
  return null;
}

const example: ArrayOptions = {
  pools: [
    { name: 'gold', size: '1 TiB' },
    { name: 'silver', size: '1 TiB' },
  ],
  volumes: [{ name: 'db', pool: 'gold', size: '100 GiB', written: '60 GiB' }],
};

async function certificateOf({ cert, key, selfSigned: own, host }: ServeCommandOptions, folder: string) {
  if (own === true && cert === undefined && key === undefined) return selfSigned(host);
  if (own !== true && cert !== undefined && key !== undefined) return certificateFrom(cert, key, folder);
  return badInput({ field: '--tls-port', value: cert, expected: 'either --self-signed, or --cert and --key' });
}

/** @throws BadInputError */
export function portOf(field: string, text: string): number {
  const port = wholeOf(field, text);
  return port <= 65_535 ? port : badInput({ field, value: text, expected: 'a port, 0 to 65535' });
}

function wholeOf(field: string, text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : badInput({ field, value: text, expected: 'a whole number' });
}

/** Ends when the process is told to. */
export function signalled(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
