import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CimOperation } from '../../../src/cim/operations/requests.js';
import { CimService } from '../../../src/cim/operations/service.js';
import { writeRequest as wsMan } from '../../../src/cim/wsman/client/writeRequest.js';
import { writeRequest as cimXml } from '../../../src/cim/xml/client/writeRequest.js';
import { readRequest } from '../../../src/cim/xml/readRequest.js';
import { writeReply } from '../../../src/cim/xml/writeReply.js';
import { createArray } from '../../../src/index.js';
import { serve } from '../../../src/server/serve.js';

/** CreateClone over connections that are kept, on each face, against a bare server of Node's that reads the body and answers one of
 * the same size; with idle connections beside; and pages of 10,000 instances. `npm run bench:wire`, `-- --small` for a quick look.
 */
const { small } = parseArgs({ options: { small: { type: 'boolean', default: false } } }).values;
const [requests, rounds] = small ? [2000, 2] : [20_000, 5];
const namespace = 'root/microsoft/windows/storage/sm';
const folder = mkdtempSync(join(tmpdir(), 'arraysim-bench-'));
const client = new URL('./client.js', import.meta.url).pathname;

interface Figures {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** What a client measured, and how much processor time a request took here. */
async function measured(
  port: number,
  file: string,
  connections: number,
  idle: number,
): Promise<Figures & { readonly us: number }> {
  const before = process.cpuUsage();
  const args = [client, String(port), file, String(requests), String(connections), String(idle)];
  const out = await new Promise<string>((resolve, reject) =>
    execFile(process.execPath, args, (error, text) => (error === null ? resolve(text) : reject(error))),
  );
  const { user, system } = process.cpuUsage(before);
  return { ...(JSON.parse(out) as Figures), us: Math.round((user + system) / requests) };
}

const user = { name: 'bench', password: 'bench', role: 'administrator' } as const;
const server = await serve({
  array: {
    pools: [{ name: 'gold', size: '1000 PiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '1 MiB', written: '1 MiB' }],
    profile: { base: 'full-copy', jobs: { removedAfter: 0 } },
  },
  host: '127.0.0.1',
  ports: [0],
  tlsPorts: [],
  certificate: null,
  controlPort: 0,
  controlToken: null,
  users: [user],
  time: { kind: 'perRequest', ms: 1000 },
  trace: false,
  log: () => undefined,
});
const [port = 0] = server.ports;
const control = server.controlPort ?? 0;
const id = server.arrays.find('default')?.array.volume('db').id ?? '';
const text = (value: string) => ({ kind: 'text', text: value, type: 'string' }) as const;
const on = {
  kind: 'path',
  namespace: null,
  className: 'MSFT_SMStorageVolume',
  keys: [{ name: 'ObjectId', value: text(id) }],
} as const;
const operation = {
  do: 'invoke',
  on,
  method: 'CreateClone',
  parameters: [{ name: 'ElementName', value: text('copy') }],
} as const;
const cim = cimXml({ namespace, operation }, '4711');
const soap = wsMan({ namespace, operation, to: '/wsman', messageId: 'uuid:1', maxBytes: 512_000, timeoutMs: 60_000 });
const faces = [
  { name: 'CIM-XML', port, path: '/cimom', headers: cim.headers, body: cim.body, answer: 1250 },
  { name: 'WS-Man', port, path: '/wsman', headers: soap.headers, body: soap.body, answer: 2400 },
  {
    name: 'JSON',
    port: control,
    path: '/arrays/default/calls',
    headers: {},
    body: JSON.stringify({ on: 'db', method: 'CreateClone', parameters: { ElementName: 'copy' } }),
    answer: 260,
  },
];
const credentials = Buffer.from(`${user.name}:${user.password}`).toString('base64');

for (const face of faces) {
  const file = join(folder, `${face.name}.txt`);
  const body = Buffer.from(face.body);
  const headers = {
    Host: 'localhost',
    Authorization: `Basic ${credentials}`,
    ...face.headers,
    'Content-Length': body.length,
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  writeFileSync(file, `POST ${face.path} HTTP/1.1\r\n${head.join('')}\r\n${face.body}`);
  const bare = await bareServer(face.answer);
  await measured(face.port, file, 8, 0);
  const ratios: { perSecond: number; p99: number; ours: Figures & { us: number }; bare: Figures & { us: number } }[] =
    [];
  for (let round = 0; round < rounds; round++) {
    const theirs = await measured(bare.port, file, 8, 0);
    const ours = await measured(face.port, file, 8, 0);
    ratios.push({ perSecond: ours.perSecond / theirs.perSecond, p99: ours.p99 / theirs.p99, ours, bare: theirs });
  }
  ratios.sort((a, b) => a.perSecond - b.perSecond);
  const middle = ratios[ratios.length >> 1];
  if (middle === undefined) throw new Error('no rounds');
  const busy = await measured(face.port, file, 100, 1000);
  console.log(
    [
      face.name.padEnd(8),
      `${middle.ours.perSecond} a second, ${Math.round(100 * middle.perSecond)} % of bare (${middle.bare.perSecond})`,
      `${middle.ours.us} us of CPU (${middle.bare.us})`,
      `p99 ${middle.ours.p99.toFixed(1)} ms, ${middle.p99.toFixed(1)} times bare`,
      `100 busy beside 1,000 idle: ${busy.perSecond} a second`,
    ].join('; '),
  );
  bare.close();
}
await server.stop(0);
pages();
process.exit();

/** A server that does nothing but read a body and answer one of so many bytes. */
async function bareServer(bytes: number) {
  const body = 'x'.repeat(bytes);
  const bare = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      Buffer.concat(chunks);
      response.writeHead(200, { 'Content-Type': 'application/xml', 'Content-Length': bytes });
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
  return { port: (bare.address() as AddressInfo).port, close: () => bare.close() };
}

/** Reads 10,000 volumes page by page, from bytes to bytes of CIM-XML, and says what that takes. */
function pages(): void {
  const array = createArray({
    trace: false,
    pools: [{ name: 'gold', size: '1000 TiB' }],
    volumes: Array.from({ length: 10_000 }, (_, one) => ({ name: `v${one}`, pool: 'gold', size: '1 GiB' })),
  });
  const service = new CimService(array, {
    waiting: 'lets time pass',
    nowMs: () => 0,
    enumerations: { open: 10, idleMs: 1000 },
  });
  const ask = (asked: CimOperation) => {
    const { headers, body } = cimXml({ namespace, operation: asked as never }, '1');
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const read = readRequest({ headers: lower, body: Buffer.from(body) });
    if (read.kind !== 'request') throw new Error('no request');
    const result = service.perform({ ...read.request, caller: 'bench' });
    if (result.kind !== 'page') throw new Error(`no page: ${result.kind}`);
    return {
      context: result.context,
      count: result.items.length,
      reply: writeReply(read.envelope, result, { host: 'localhost' }).body,
    };
  };
  const walk = () => {
    let [count, most] = [0, 0];
    let page = ask({
      do: 'enumerate',
      className: 'MSFT_SMStorageVolume',
      items: 'instances',
      deep: true,
      properties: null,
      page: { first: 100, idleMs: null },
    });
    for (;;) {
      count += page.count;
      most = Math.max(most, process.memoryUsage().heapUsed);
      if (page.context === null) return { count, most };
      page = ask({ do: 'pull', context: page.context, items: 'instances', most: 100 });
    }
  };
  walk();
  globalThis.gc?.();
  const heap = process.memoryUsage().heapUsed;
  const before = process.cpuUsage();
  const { count, most } = walk();
  const { user: spent } = process.cpuUsage(before);
  const perSecond = Math.round((1e6 * count) / spent);
  console.log(
    `pages    ${count} instances of CIM-XML, ${perSecond} a second of CPU; heap ${Math.round((most - heap) / 2 ** 20)} MiB above its start`,
  );
}
