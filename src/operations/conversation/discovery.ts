import { lifecycles } from '../../lifecycle/lifecycles.js';
import type { Settings } from '../../store/settings.js';
import type { World } from '../../store/world.js';
import type { CommonOutcome } from '../../vocabulary/methods/commonCodes.js';
import { type discoveryCodes, discoveryLevels } from '../../vocabulary/methods/discovery.js';
import type { Complete, Method, OutcomeOf } from '../../vocabulary/methods/notation.js';
import { formatDuration, milliseconds } from '../../vocabulary/units/durations.js';
import type { CallFacts } from '../facts/call.js';
import { type AfterEffectFacts, type End, type Operation, operation, type Row } from '../operation.js';
import { type Discovery, discoveryScope, type Plan } from '../plan.js';
import { unexpectedResponse } from './afterEffect.js';
import { execution, providerGone } from './array.js';
import { authenticate } from './authenticate.js';
import { connect, invokeReply, tls } from './connection.js';
import { ends } from './ends.js';
import { arrayNotManaged, enumeration, enumerationBegins } from './findService.js';
import { line, methodRows, providerLimits } from './invoke.js';
import { queueLimit } from './room.js';
import { malformed, role, serviceFails } from './service.js';
import type { LateRow } from './sharedRow.js';

/** A method of MSFT_SMStorageDiscovery. */
type DiscoveryMethod = Method & { readonly codes: Pick<typeof discoveryCodes, 'success' | 'failed' | 'jobStarted'> };

/** What is a discovery's own. */
interface Own<M extends DiscoveryMethod> {
  /** What is malformed beside what all discoveries are given, in words; null when nothing is. */
  readonly malformed: NonNullable<Operation['malformed']>;
  /** Why it is not begun while another one is under way: judged when it is asked for, and again when it begins. */
  readonly busy: Row<AfterEffectFacts, OutcomeOf<M>>;
  /** Further reasons to refuse it, when the provider has been asked. */
  readonly unless: readonly Row<CallFacts, OutcomeOf<M>>[];
  /** What is discovered. */
  readonly what: (facts: CallFacts) => Discovery;
}

/** The behaviour of a discovery. The storage service reads from the provider, and then its cache is what it has read: the array is
 * never changed, and a discovery that fails leaves the cache as it was.
 */
export function discoveryOf<M extends DiscoveryMethod>(facts: Complete<M>, own: Own<M>) {
  const definition: Operation<M> = {
    method: facts,
    malformed: (given, world) => malformedPlace(given) ?? own.malformed(given, world),
    effectAt: 'readBack',

    rows: {
      service: [malformed, role, own.busy, serviceFails],
      connect: [wrongHost, wrongKind, ...connect],
      tls,
      authenticate,
      findService: [...enumerationBegins, wrongNamespace, arrayNotManaged, ...enumeration],
      invoke: [...line, ...methodRows({ method: 'EnumerateInstances', reports: 'its instances' }), ...providerLimits],
      array: [providerGone, ...execution, ...own.unless, { ...queueLimit(isWithinCall), refuse: 'failed' }],
      invokeReply: [...invokeReply, discoveryLate],
      // Two that were asked for at once were both let in by the service.
      readBack: [
        unexpectedResponse,
        { ...own.busy, because: 'underWayMeanwhile', cause: `${own.busy.cause}, since this one was asked for` },
      ],
    },

    takes: ({ configuration: { discovery } }) => (discovery.by === 'call' ? discovery.takesMs : 0),

    plan: (call): Plan => {
      const { by, takesMs } = call.configuration.discovery;
      return {
        outcome: by === 'call' ? 'success' : 'jobStarted',
        make: null,
        change: { kind: 'discovery', ...own.what(call) },
        remove: null,
        job: by === 'call' ? null : { work: 'wait', ms: takesMs },
        out: null,
      };
    },

    reply: ({ code, job, status, decided }) => ({ ReturnValue: code, Job: job, ExtendedStatus: status, decided }),

    ends: jobEnds,
  };
  return operation(definition);
}

/** What the documents give each level. @see Update-StorageProviderCache, DiscoveryLevel: what each adds to the one before
 * @param level one that there is
 */
export function scopeOfLevel(level: number): number {
  const { system, pools, volumes } = discoveryScope;
  if (level === discoveryLevels.topLevel) return system;
  return level === discoveryLevels.midLevel ? system | pools : system | pools | volumes;
}

/** What is malformed about a discoveryLevel; null when nothing is. */
export function malformedLevel(level: unknown): string | null {
  return Number(level) <= discoveryLevels.all ? null : `discoveryLevel ${level} is none of 0, 1, 2 and 3`;
}

/** Whether a discovery is under way: only jobs are while others are asked for. */
export function isUnderWay({ world }: AfterEffectFacts): boolean {
  return world.discovering > 0;
}

export function underWay({ world }: AfterEffectFacts): string {
  return world.discovering === 1 ? 'a discovery is under way' : `${world.discovering} discoveries are under way`;
}

function malformedPlace({ host, hostType, interopNamespace }: Parameters<Own<DiscoveryMethod>['malformed']>[0]) {
  if (host === null || host === '') return 'host is missing';
  if (interopNamespace === null || interopNamespace === '') return 'interopNamespace is missing';
  if (hostType === null || hostTypes.includes(String(hostType))) return null;
  return `hostType '${hostType}' is none of ${hostTypes.join(', ')}`;
}

/** @see StartDiscovery, hostType */
const hostTypes: readonly string[] = ['host-resource', 'smis-wmi', 'smis-cimxml'];

const wrongHost: Row<CallFacts, CommonOutcome> = {
  refuse: 'failed',
  because: 'wrongHost',
  cause: 'no provider answers at the host that is named',
  when: ({ request, provider }) => hostIn(String(request.given.host)) !== provider.host.toLowerCase(),
  message: ({ request, provider }) =>
    `nobody answers at '${request.given.host}': the provider's host is '${provider.host}'`,
};

/** The host of a name, or of a URI. */
function hostIn(text: string): string {
  const [, host = text] = /^(?:[a-z]+:\/\/)?([^/:]+)(?::\d+)?(?:\/.*)?$/i.exec(text) ?? [];
  return host.toLowerCase();
}

const wrongKind: Row<CallFacts, CommonOutcome> = {
  refuse: 'failed',
  because: 'wrongKind',
  cause: 'the provider is of another kind than hostType says',
  when: ({ request: { given } }) => given.hostType !== null && given.hostType !== 'smis-cimxml',
  message: ({ request, provider }) =>
    `${provider.name} speaks CIM-XML: it is smis-cimxml, and not ${request.given.hostType}`,
};

const wrongNamespace: Row<CallFacts, CommonOutcome> = {
  refuse: 'failed',
  because: 'wrongNamespace',
  cause: "interopNamespace is not the provider's interop namespace",
  when: ({ request }) => !interopNamespaces.includes(plainNamespace(String(request.given.interopNamespace))),
  message: ({ request, provider }) =>
    `${provider.name} has no interop namespace '${request.given.interopNamespace}': it has ${interopNamespaces.join(' and ')}`,
};

/** @see SNIA SMI-S, "Interop Namespace": the names that a client tries */
const interopNamespaces: readonly string[] = ['interop', 'root/interop'];

function plainNamespace(text: string): string {
  return text
    .replaceAll('\\', '/')
    .replace(/^\/+|\/+$/g, '')
    .toLowerCase();
}

function isWithinCall({ configuration }: Pick<CallFacts, 'configuration'>): boolean {
  return configuration.discovery.by === 'call';
}

/** The provider has told all of it when the service waits no more. */
const discoveryLate: LateRow = {
  refuse: 'timeout',
  because: 'discoveryLate',
  cause: 'the discovery within the call takes longer than the operation timeout',
  when: ({ call, configuration }) => call.tookMs > configuration.operationTimeoutMs,
  message: ({ call, configuration }) =>
    `the discovery takes ${formatDuration(milliseconds(call.tookMs))}; the service waits ${formatDuration(configuration.operationTimeoutMs)}`,
};

/** What the service finds when a job has come to the end of its discovery: then it knows no more than before. */
const jobEnds: readonly End<CommonOutcome>[] = [
  {
    fail: 'methodInvocationFailed',
    because: 'providerLost',
    cause: 'the provider cannot be reached any more',
    when: ({ world }) => !isReached(world),
    message: () => 'the provider cannot be reached any more',
  },
  {
    fail: 'cimInvalidNamespace',
    because: 'namespaceLost',
    cause: "the provider's namespace is gone",
    when: ({ world }) => world.settings.namespace === 'missing',
    message: ({ world }) => `${world.configuration.profile.provider.name} has no such namespace any more`,
  },
  {
    fail: 'cimNotFound',
    because: 'arrayNotManaged',
    cause: 'the provider does not manage the array any more',
    when: ({ world }) => !world.settings.managesArray,
    message: ({ world }) => `${world.configuration.profile.provider.name} does not manage this array any more`,
  },
  {
    fail: 'cimFailed',
    because: 'arrayLost',
    cause: "the array's management controller does not answer the provider",
    when: ({ world }) => world.settings.managementController !== 'running',
    message: ({ world }) => `the array's management controller is ${controllers[world.settings.managementController]}`,
  },
  ends.providerFailed,
];

const controllers: Readonly<Record<Settings['managementController'], string>> = {
  running: 'running',
  failing: 'failing',
  unreachable: 'out of reach',
};

function isReached({ settings }: World): boolean {
  const { link, server } = lifecycles.providerConnection.meta(settings.connection);
  return link === 'up' && server === 'running';
}
