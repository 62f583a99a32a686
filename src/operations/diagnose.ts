import { diagnose as facts } from '../vocabulary/methods/diagnose.js';
import { atLeast } from '../vocabulary/versions.js';
import { unexpectedResponse } from './conversation/afterEffect.js';
import { execution, providerGone } from './conversation/array.js';
import { authenticateReader } from './conversation/authenticate.js';
import { connect, invokeReply, tls } from './conversation/connection.js';
import { arrayNotManaged, enumeration, enumerationBegins } from './conversation/findService.js';
import { line, methodRows, providerLimits, withoutCause } from './conversation/invoke.js';
import { readCapabilities } from './conversation/readCapabilities.js';
import { malformed, serviceFails } from './conversation/service.js';
import { findingsOf, isUnwell } from './facts/findings.js';
import { type Operation, operation } from './operation.js';
import type { Plan } from './plan.js';

const definition: Operation<typeof facts> = {
  method: facts,

  rows: {
    service: [malformed, serviceFails],
    connect,
    tls,
    authenticate: authenticateReader,
    findService: [
      ...enumerationBegins,
      { ...arrayNotManaged, refuse: 'systemNotFound' },
      ...enumeration,
      withoutCause.cimInvalidClass,
    ],
    // The documents list the codes of a query for this method, too: the service asks for what is not well.
    readCapabilities,
    invoke: [
      ...line,
      ...methodRows({ method: facts.provider.method, reports: 'the health of its elements' }),
      ...providerLimits,
      withoutCause.cimInvalidParameter,
      withoutCause.cimNotFound,
      withoutCause.cimAlreadyExists,
      withoutCause.cimNoSuchProperty,
      withoutCause.cimTypeMismatch,
      withoutCause.cimInvalidResponseDestination,
    ],
    array: [
      providerGone,
      {
        refuse: 'notSupported',
        because: 'noDiagnosis',
        cause: 'the provider tells nothing of what is wrong with its elements',
        whenSystem: ({ provider }) => provider.diagnoses === 'nothing',
        message: ({ provider }) => `${provider.name} tells nothing of what is wrong with its elements`,
      },
      {
        refuse: 'causeUnknown',
        because: 'noCause',
        cause: 'something is not well, and the provider tells no cause of that',
        whenSystem: ({ provider }) => provider.diagnoses === 'states',
        when: ({ world }) => isUnwell(world),
        message: ({ provider, world }) =>
          `${provider.name} shows states without their causes: ${findingsOf(world)[0]?.FaultingObjectDescription} is not well`,
      },
      ...execution,
    ],
    invokeReply,
    readBack: [unexpectedResponse],
  },

  plan: ({ world }): Plan => {
    const findings = findingsOf(world);
    const tellsEach = atLeast(world.configuration.version, '2016');
    return {
      outcome: 'success',
      make: null,
      change: null,
      remove: null,
      job: null,
      out: {
        reason: tellsEach || findings.length === 0 ? null : findings.map(({ Reason }) => Reason).join('; '),
        DiagnoseResults: tellsEach ? findings : null,
      },
    };
  },

  reply: ({ code, out, status, decided }) => ({
    ReturnValue: code,
    ...(out ?? { reason: null, DiagnoseResults: null }),
    ExtendedStatus: status,
    decided,
  }),

  ends: [],
};

/** MSFT_SMSystem.Diagnose: tells what is wrong with the system, its pools and its volumes.
 * @see MSFT_SMSystem.Diagnose, "Return value"
 */
export const diagnose = operation(definition);
