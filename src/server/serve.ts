import { randomBytes, randomInt } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { ArrayOptions } from '../engine/options.js';
import { HostedArrays } from './arrays.js';
import { cimXmlFace } from './cimXml.js';
import { consoleFace } from './console/consoleFace.js';
import { limits as consoleLimits } from './console/limits.js';
import { ConsoleSession } from './console/session.js';
import { controlFace } from './control/control.js';
import type { Face } from './exchange.js';
import { healthFace } from './health.js';
import type { HostedArray } from './hosted.js';
import { type Certificate, type ListenerLimits, type Listening, listen, type Served, usualLimits } from './listener.js';
import type { Log } from './log.js';
import type { TimeMode } from './time.js';
import { type User, Users } from './users.js';
import { wsManFace } from './wsMan.js';

/** What a server is started with. */
export interface ServeOptions {
  /** The array at `/cimom` and `/wsman`. */
  readonly array: ArrayOptions;
  /** The address to listen on. */
  readonly host: string;
  /** Ports with CIM-XML and WS-Management, without and with TLS; 0 chooses one. */
  readonly ports: readonly number[];
  readonly tlsPorts: readonly number[];
  /** For the ports with TLS. */
  readonly certificate: Certificate | null;
  /** The port of the control interface; null for none. */
  readonly controlPort: number | null;
  /** What its clients have to send; null lets in everybody. */
  readonly controlToken: string | null;
  /** The console of the first array; none when left out. */
  readonly console?: ConsoleOptions | undefined;
  readonly users: readonly User[];
  readonly time: TimeMode;
  /** Whether arrays record what happens, for the control interface; when left out, they do where there is one. */
  readonly trace?: boolean;
  readonly limits?: Partial<ListenerLimits>;
  readonly log: Log;
}

/** How the console is served. */
export interface ConsoleOptions {
  /** 0 chooses one. */
  readonly port: number;
  /** The page, as the build makes it. */
  readonly page: string;
  /** What the console is about. */
  readonly title: string;
  /** What has to be shown by whoever opens it; null lets in everybody who reaches the port. */
  readonly key: string | null;
  /** Names by which browsers ask for it, beside `localhost` and addresses. */
  readonly names: readonly string[];
}

/** A server that runs. */
export interface RunningServer {
  readonly arrays: HostedArrays;
  /** The ports in the order of the options. */
  readonly ports: readonly number[];
  readonly tlsPorts: readonly number[];
  readonly controlPort: number | null;
  readonly consolePort: number | null;
  /** Stops: takes no new connections, answers late requests with "shutting down", and cuts what is left after a while.
   * @param graceMs how long calls in flight may still take
   */
  readonly stop: (graceMs?: number) => Promise<void>;
}

/** The name of the array at `/cimom`. */
const firstArray = 'default';

/** Starts a server.
 * @throws BadInputError for options of the array; the system's error when a port can't be had, with nothing left open
 */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const { console: shown } = options;
  const traces = options.trace ?? (options.controlPort !== null || shown !== undefined);
  // What was done with a console is written down from its beginning on.
  const retain = shown === undefined ? 10_000 : consoleLimits.events;
  const arrays = new HostedArrays(options.time, options.users, { traces, retain });
  const first = arrays.make(firstArray, options.array);
  let stopping = false;
  const limits = { ...usualLimits, ...options.limits };
  const shared = { limits, log: options.log, isStopping: () => stopping };
  const health = { face: healthFace(arrays, shared.isStopping), hosted: null };
  const users = new Users(options.users);
  const faces = { cim: cimXmlFace(users), wsMan: wsManFace(users) };
  const wire: Served = {
    ...shared,
    route: (path, headers) => (path === '/healthz' ? health : wireRoute(arrays, faces, path, headers)),
  };
  const control = { face: controlFace(arrays, options.controlToken), hosted: null };
  const controlled: Served = { ...shared, route: (path) => (path === '/healthz' ? health : control) };
  const session = shown === undefined ? null : new ConsoleSession(shown.title, first, randomInt(2 ** 31) * 2 ** 16);
  const guarded =
    shown === undefined ? null : { token: randomBytes(24).toString('base64url'), key: shown.key, names: shown.names };
  const open: Listening[] = [];
  const start = async (served: Served, port: number, certificate: Certificate | null) => {
    const listening = await listen(served, port, options.host, certificate);
    open.push(listening);
    return listening.port;
  };
  const stop = async (graceMs = 1000) => {
    stopping = true;
    const closed = Promise.all(open.map(({ close }) => close()));
    const cut = setTimeout(() => {
      for (const one of open) one.cut();
    }, graceMs);
    await closed;
    clearTimeout(cut);
    session?.end();
    arrays.close();
  };
  try {
    const ports: number[] = [];
    for (const port of options.ports) ports.push(await start(wire, port, null));
    const tlsPorts: number[] = [];
    for (const port of options.tlsPorts) tlsPorts.push(await start(wire, port, options.certificate));
    const controlPort = options.controlPort === null ? null : await start(controlled, options.controlPort, null);
    let consolePort: number | null = null;
    if (shown !== undefined && session !== null && guarded !== null) {
      const face = { face: consoleFace(session, guarded, shown.page), hosted: null };
      consolePort = await start({ ...shared, route: () => face }, shown.port, null);
    }
    return { arrays, ports, tlsPorts, controlPort, consolePort, stop };
  } catch (error) {
    await stop(0);
    throw error;
  }
}

interface Faces {
  readonly cim: Face;
  readonly wsMan: Face;
}

/** By path; where the path says nothing, by content type. */
function wireRoute(
  arrays: HostedArrays,
  { cim, wsMan }: Faces,
  path: string,
  headers: IncomingHttpHeaders,
): { face: Face; hosted: HostedArray } | undefined {
  const [, name, rest] = /^\/arrays\/([^/]+)(\/.*)$/.exec(path) ?? [undefined, firstArray, path];
  const hosted = arrays.find(name ?? firstArray);
  if (hosted === undefined) return undefined;
  switch (rest) {
    case '/cimom':
      return { face: cim, hosted };
    case '/wsman':
    case '/wsman/':
    case '/wsman-anon/identify':
      return { face: wsMan, hosted };
    case '/':
      return { face: headers['content-type']?.startsWith('application/soap+xml') ? wsMan : cim, hosted };
    default:
      return undefined;
  }
}
