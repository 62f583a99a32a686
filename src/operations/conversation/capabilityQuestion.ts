import type { Out } from '../../vocabulary/methods/call.js';
import type { capabilityCodes, capabilityQuestion } from '../../vocabulary/methods/capabilityQuestion.js';
import type { ProviderMethod } from '../../vocabulary/methods/index.js';
import type { Complete, Method, OutcomeOf, ProviderService } from '../../vocabulary/methods/notation.js';
import { feature } from '../../vocabulary/profile/capabilities.js';
import { isMirrorType } from '../../vocabulary/profile/mirrors.js';
import { isCloneType, isReplicationType, isSnapshotType, replicationTypes } from '../../vocabulary/replication.js';
import type { CallFacts } from '../facts/call.js';
import type { SystemFacts } from '../facts/system.js';
import { type AnyOperation, type Operation, operation, type Row } from '../operation.js';
import type { Plan } from '../plan.js';
import { unexpectedResponse } from './afterEffect.js';
import { execution, providerGone } from './array.js';
import { authenticateReader } from './authenticate.js';
import { connect, invokeReply, tls } from './connection.js';
import { findService } from './findService.js';
import { line, methodRows, providerLimits } from './invoke.js';
import { malformed, serviceFails } from './service.js';

/** A method of MSFT_SMReplicationCapabilities that asks what replication of one type can do. */
type Question = Method & {
  readonly provider: { readonly method: ProviderMethod; readonly service: ProviderService };
  readonly instead: (typeof capabilityQuestion)['instead'];
  readonly codes: Readonly<Record<'success' | keyof typeof capabilityCodes, Method['codes'][string]>>;
};

/** What a question is answered, of a type that the system replicates by. */
interface Answered<M extends Question> {
  /** What it tells of a clone type. */
  readonly ofClones: (call: SystemFacts) => Out;
  /** What of a mirror within the system; as of other types when left out. */
  readonly ofMirrors?: (call: SystemFacts) => Out;
  /** What of a snapshot type; as of other types when left out. */
  readonly ofSnapshots?: (call: SystemFacts) => Out;
  /** And of other types, of which an array knows nothing. */
  readonly ofOthers: Out;
  /** Further reasons to refuse. */
  readonly unless?: readonly Row<CallFacts, OutcomeOf<M>>[];
}

/** The behaviour of a question. It goes to the provider, and not to the service's cache, and is answered by what the provider says. */
export function capabilityQuestionOf<M extends Question>(
  facts: Complete<M>,
  { ofClones, ofMirrors = () => ofOthers, ofSnapshots = () => ofOthers, ofOthers, unless = [] }: Answered<M>,
): AnyOperation {
  const nothing = Object.fromEntries(Object.keys(ofOthers).map((name) => [name, null]));
  const answerTo = (type: number) => {
    if (isCloneType(type)) return ofClones;
    if (isMirrorType(type)) return ofMirrors;
    return isSnapshotType(type) ? ofSnapshots : () => ofOthers;
  };
  const definition: Operation<M> = {
    method: facts,

    malformed: ({ ReplicationType: type }) => {
      if (type === null) return 'ReplicationType is missing';
      return isReplicationType(Number(type)) ? null : `ReplicationType ${type} is no replication type`;
    },

    rows: {
      service: [malformed, serviceFails],
      connect,
      tls,
      authenticate: authenticateReader,
      findService: findService(facts.provider.service),

      invoke: [
        ...line,
        {
          refuse: 'cimNotSupported',
          because: 'noCapabilities',
          cause: 'the provider does not report its replication capabilities',
          whenSystem: ({ provider }) => !provider.reportsCapabilities,
          message: ({ provider }) => `${provider.name} does not report its replication capabilities`,
        },
        ...methodRows({ method: facts.provider.method, reports: 'its replication capabilities' }),
        ...providerLimits,
      ],

      array: [
        providerGone,
        {
          refuse: 'notSupported',
          because: 'typeNotListed',
          cause: 'the system does not replicate by this type',
          when: (call) => !reportedOf(call).replicationTypes.includes(typeOf(call)),
          message: (call) => {
            const listed = reportedOf(call).replicationTypes.join(', ');
            const type = typeOf(call);
            const words = isReplicationType(type) ? replicationTypes[type] : '';
            return `SupportedReplicationTypes lacks ${type} (${words}); ${listed === '' ? 'it is empty' : `it has ${listed}`}`;
          },
        },
        ...unless,
        {
          refuse: 'inUse',
          because: 'capabilitiesInUse',
          cause: 'the provider works on its capabilities, and lets nobody read them meanwhile',
        },
        ...execution,
      ],

      invokeReply,
      readBack: [unexpectedResponse],
    },

    plan: (call): Plan => ({
      outcome: 'success',
      make: null,
      change: null,
      remove: null,
      job: null,
      out: answerTo(typeOf(call))(call),
    }),

    reply: ({ code, out, status, decided }) => ({
      ReturnValue: code,
      ...(out ?? nothing),
      ExtendedStatus: status,
      decided,
    }),

    ends: [],
  };
  return operation(definition);
}

/** Nobody is told of groups where they are not replicated. Where they are (feature 2) the list is empty, because arraysim answers no
 * call about groups: HP 3PAR's CIM API Programming Reference has it so of its group operations.
 */
export const noGroups: Row<CallFacts, 'notSupported'> = {
  refuse: 'notSupported',
  because: 'noGroups',
  cause: 'the system replicates no groups by this type',
  when: (call) => !isOfClones(call) || !reportedOf(call).features.includes(feature.groups),
  message: (call) => `the features of replication type ${typeOf(call)} lack 2 (Replication groups)`,
};

/** What the provider says, true or not. */
export function reportedOf({ settings }: SystemFacts) {
  return settings.reported ?? settings.capabilities;
}

/** Whether a clone type is asked for. */
export function isOfClones(call: CallFacts): boolean {
  return isCloneType(typeOf(call));
}

function typeOf({ request }: CallFacts): number {
  return Number(request.given.ReplicationType);
}
