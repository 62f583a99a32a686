import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { instanceName, instanceText, parameterText } from '../../../src/cim/xml/client/sentText.js';
import { readRequest } from '../../../src/cim/xml/readRequest.js';
import type { Given } from '../../../src/conformance/subject/call.js';
import type { Driver } from '../../../src/conformance/subject/driver.js';
import type { JobSeen, PoolSeen, VolumeSeen } from '../../../src/conformance/subject/observations.js';

// A server of CIM-XML as somebody else would write one, for the foreign array: it knows the classes that it needs, has no pages, and
// shares nothing with arraysim but the words of the protocol.

type Value = Parameters<typeof parameterText>[0]['value'];
type Instance = Parameters<typeof instanceText>[0];
type Path = Parameters<typeof instanceName>[0];

interface Stored {
  readonly path: Path;
  readonly instance: Instance;
}

/** Serves what a driver calls and sees, until `close`. Users are callers, with the password `secret`. */
export async function serveForeign(driver: Driver): Promise<{ readonly port: number; readonly close: () => void }> {
  const server: Server = createServer((request, response) => {
    void bodyOf(request).then(async (body) => {
      const [user = '', password] = credentialsOf(request);
      if (password !== 'secret') return response.writeHead(401).end();
      const headers = request.headers as Readonly<Record<string, string | undefined>>;
      const read = readRequest({ headers, body });
      if (read.kind === 'refused') return response.writeHead(read.status).end();
      const { request: asked, envelope } = read;
      const content = await answerTo(driver, asked.operation, user);
      const element = envelope.look === null ? 'METHODRESPONSE' : 'IMETHODRESPONSE';
      const answer = `<${element} NAME="${envelope.method}">${content}</${element}>`;
      return response
        .writeHead(200, { 'Content-Type': 'application/xml; charset="utf-8"', CIMOperation: 'MethodResponse' })
        .end(
          `<?xml version="1.0"?><CIM CIMVERSION="2.0" DTDVERSION="2.0"><MESSAGE ID="${envelope.id}" PROTOCOLVERSION="1.0"><SIMPLERSP>${answer}</SIMPLERSP></MESSAGE></CIM>`,
        );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // It listens on a port.
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

type Operation = Extract<ReturnType<typeof readRequest>, { readonly kind: 'request' }>['request']['operation'];

async function answerTo(driver: Driver, operation: Operation, caller: string): Promise<string> {
  switch (operation.do) {
    case 'enumerate': {
      if (operation.page !== null) return error(7, 'there are no pages');
      const all = await instancesOf(driver, operation.className);
      return all === null ? error(5, operation.className) : `<IRETURNVALUE>${all.map(named).join('')}</IRETURNVALUE>`;
    }
    case 'getInstance': {
      const found = (await instancesOf(driver, operation.path.className))?.find(
        ({ path }) => instanceName(path) === instanceName(operation.path),
      );
      return found === undefined
        ? error(6, 'not found')
        : `<IRETURNVALUE>${instanceText(found.instance)}</IRETURNVALUE>`;
    }
    case 'associated': {
      if (operation.page !== null) return error(7, 'there are no pages');
      const all = (await instancesOf(driver, operation.associationClass ?? '')) ?? [];
      const those = all.filter(({ path }) =>
        path.keys.some(({ value }) => typeof operation.of !== 'string' && sameKeys(value, operation.of)),
      );
      return `<IRETURNVALUE>${those.map((one) => `<VALUE.OBJECTWITHPATH>${full(one.path)}${instanceText(one.instance)}</VALUE.OBJECTWITHPATH>`).join('')}</IRETURNVALUE>`;
    }
    case 'invoke':
      return await invoked(driver, operation, caller);
    default:
      return error(7, operation.do);
  }
}

async function invoked(driver: Driver, operation: Extract<Operation, { do: 'invoke' }>, caller: string) {
  const { on, method, parameters } = operation;
  const name = method === 'CreateClone' ? 'CreateClone' : 'StorageVolume.Delete';
  const given = Object.fromEntries(parameters.map((one) => [one.name, plain(one.value)])) satisfies Given;
  const reply = await driver.call(name, typeof on === 'string' ? on : plain(on), given, { deadlineMs: 1000, caller });
  if ('noReply' in reply) return error(1, reply.noReply);
  const { ReturnValue: code, Job: job, TargetStorageVolume: target = null, ExtendedStatus: status } = reply;
  const outs = [
    ...(target === null ? [] : [{ name: 'TargetStorageVolume', value: pathOf('MSFT_SMStorageVolume', target) }]),
    ...(job === null ? [] : [{ name: 'Job', value: pathOf('MSFT_SMJob', job) }]),
    ...(status === null ? [] : [{ name: 'ExtendedStatus', value: instance('MSFT_SMExtendedStatus', status) }]),
  ];
  return `<RETURNVALUE PARAMTYPE="uint32"><VALUE>${code}</VALUE></RETURNVALUE>${outs.map(parameterText).join('')}`;
}

async function instancesOf(driver: Driver, className: string): Promise<Stored[] | null> {
  const volumes = async () => await driver.observe({ kind: 'volumes' });
  const link = (properties: Readonly<Record<string, Path>>): Stored => ({
    path: {
      kind: 'path',
      namespace: null,
      className,
      keys: Object.entries(properties).map(([name, value]) => ({ name, value })),
    },
    instance: instance(className, properties),
  });
  const element = (one: { readonly ObjectId: string; readonly [name: string]: unknown }): Stored => ({
    path: pathOf(className, one.ObjectId),
    instance: instance(className, one),
  });
  switch (className) {
    case 'MSFT_SMStorageVolume':
      return (await volumes()).map((one) => element(volumeOf(one)));
    case 'MSFT_SMPoolToVolume':
      return (await volumes()).map(({ id, pool }) =>
        link({ Parent: pathOf('MSFT_SMPool', pool), Child: pathOf('MSFT_SMStorageVolume', id) }),
      );
    case 'MSFT_SMStorageSynchronized':
      return (await volumes()).flatMap(({ id, source }) =>
        source === null
          ? []
          : link({
              SourceStorageVolume: pathOf('MSFT_SMStorageVolume', source),
              TargetStorageVolume: pathOf('MSFT_SMStorageVolume', id),
            }),
      );
    case 'MSFT_SMPool':
      return (await driver.observe({ kind: 'pools' })).map((one) => element(poolOf(one)));
    case 'MSFT_SMJob':
      return (await driver.observe({ kind: 'jobs' })).map((one) => element(jobOf(one)));
    case 'MSFT_SMJobToStorageVolume':
      return (await driver.observe({ kind: 'jobs' })).flatMap(({ id, target }) =>
        target === null
          ? []
          : link({ Job: pathOf('MSFT_SMJob', id), AffectedStorageVolume: pathOf('MSFT_SMStorageVolume', target) }),
      );
    case 'MSFT_SMReplicationCapabilities':
      return [];
    default:
      return null;
  }
}

const volumeOf = ({ id, name, size, usable, isSnapshot }: VolumeSeen) => ({
  ObjectId: id,
  DisplayName: name,
  BlockSize: 1,
  NumberOfBlocks: size,
  OperationalStatus: [usable ? 2 : 8],
  IsSnapshot: isSnapshot,
});

const poolOf = ({ id, name, total, free, isPrimordial }: PoolSeen) => ({
  ObjectId: id,
  DisplayName: name,
  TotalManagedSpace: total,
  RemainingManagedSpace: free,
  Primordial: isPrimordial,
});

const jobOf = ({ id, jobState, percentComplete, errorCode, submittedMs, startedMs, changedMs }: JobSeen) => ({
  ObjectId: id,
  JobState: jobState,
  PercentComplete: percentComplete,
  ErrorCode: errorCode,
  TimeSubmitted: datetime(submittedMs),
  StartTime: datetime(startedMs),
  TimeOfLastStateChange: datetime(changedMs),
});

function datetime(ms: number | null | undefined): string | null {
  return ms == null ? null : `${new Date(ms).toISOString().replace(/[-:T]|Z$/g, '')}000+000`;
}

function instance(className: string, values: Readonly<Record<string, unknown>>): Instance {
  const properties = Object.entries(values).flatMap(([name, value]) =>
    value == null ? [] : [{ name, value: sentOf(value) }],
  );
  return { kind: 'instance', className, properties };
}

function sentOf(value: unknown): Value {
  if (Array.isArray(value)) return value.map(sentOf);
  // What is no text, number or boolean here is a path.
  if (typeof value === 'object') return value as Path;
  const type = typeof value === 'number' ? 'uint64' : typeof value === 'boolean' ? 'boolean' : 'string';
  return { kind: 'text', text: String(value), type };
}

function pathOf(className: string, id: string): Path {
  const value = { kind: 'text', text: id, type: 'string' } as const;
  return { kind: 'path', namespace: null, className, keys: [{ name: 'ObjectId', value }] };
}

/** A text, or the id of what is named. */
function plain(value: Value): string {
  if (value === null || !('kind' in value) || value.kind === 'instance') throw new Error('neither a text nor a path');
  if (value.kind === 'text') return value.text;
  const [key] = value.keys;
  return key === undefined ? '' : plain(key.value);
}

function sameKeys(value: Value, path: Path): boolean {
  return plain(value) === plain(path);
}

function named({ path, instance: one }: Stored): string {
  return `<VALUE.NAMEDINSTANCE>${instanceName(path)}${instanceText(one)}</VALUE.NAMEDINSTANCE>`;
}

function full(path: Path): string {
  const place =
    '<NAMESPACEPATH><HOST>foreign</HOST><LOCALNAMESPACEPATH><NAMESPACE NAME="root"></NAMESPACE></LOCALNAMESPACEPATH></NAMESPACEPATH>';
  return `<INSTANCEPATH>${place}${instanceName(path)}</INSTANCEPATH>`;
}

function error(code: number, text: string): string {
  return `<ERROR CODE="${code}" DESCRIPTION="${text}"></ERROR>`;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function credentialsOf({ headers }: IncomingMessage): string[] {
  return Buffer.from((headers.authorization ?? '').replace(/^Basic /, ''), 'base64')
    .toString('utf8')
    .split(':');
}
