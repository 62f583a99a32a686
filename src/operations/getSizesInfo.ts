import { lifecycles } from '../lifecycle/lifecycles.js';
import { getSizesInfo as facts } from '../vocabulary/methods/getSizesInfo.js';
import { blocks } from '../vocabulary/units/sizes.js';
import { unexpectedResponse } from './conversation/afterEffect.js';
import { execution, providerGone } from './conversation/array.js';
import { authenticateReader } from './conversation/authenticate.js';
import { connect, invokeReply, tls } from './conversation/connection.js';
import { poolDeletedInFlight, poolNotThere } from './conversation/element.js';
import { findService } from './conversation/findService.js';
import { line, methodRows, parameterType, providerLimits, withoutCause } from './conversation/invoke.js';
import { settingUnknown } from './conversation/poolSetting.js';
import { readCapabilities } from './conversation/readCapabilities.js';
import { malformed, poolUnknown, serviceFails } from './conversation/service.js';
import type { CallFacts } from './facts/call.js';
import { largestSize, listedSizes, listsSizes, tellsRange } from './facts/volumeSize.js';
import { type Operation, operation } from './operation.js';
import type { Plan } from './plan.js';

const poolOffline = lifecycles.pool.stateIndex('offline');

const definition: Operation<typeof facts> = {
  method: facts,

  malformed: ({ PoolSettingObjectId: setting }) =>
    setting === null ? 'PoolSettingObjectId is missing; an empty one means the default setting of the pool' : null,

  rows: {
    service: [malformed, poolUnknown, serviceFails],
    connect,
    tls,
    authenticate: authenticateReader,
    findService: findService(facts.provider.service),

    // The documents list the codes of a query for this method, too: the service asks what can be configured before it asks for sizes.
    readCapabilities,

    invoke: [
      ...line,
      poolDeletedInFlight,
      settingUnknown,
      // Of the provider's method: the setting of the pool.
      parameterType('Goal'),
      ...methodRows({ method: facts.provider.method, reports: 'sizes' }).filter(
        ({ because }) => because !== 'methodUnsupported',
      ),
      ...providerLimits,
      withoutCause.cimNotSupported,
      withoutCause.cimAlreadyExists,
      withoutCause.cimNoSuchProperty,
      withoutCause.cimInvalidResponseDestination,
    ],

    array: [
      providerGone,
      poolNotThere('cimNotFound'),
      {
        refuse: 'notSupported',
        because: 'noSizes',
        cause: 'the provider supports neither GetSupportedSizes nor GetSupportedSizeRange',
        whenSystem: (system) => !listsSizes(system) && !tellsRange(system),
        message: ({ provider }) => `${provider.name} supports neither GetSupportedSizes nor GetSupportedSizeRange`,
      },
      {
        refuse: 'sizesFailed',
        because: 'poolOfflineForSizes',
        cause: 'the pool is offline, and the provider cannot list the sizes',
        whenSystem: listsSizes,
        whenElements: ({ pool }) => pool?.state === poolOffline,
        message: ({ request }) => `pool '${request.on}' is offline: GetSupportedSizes fails`,
      },
      {
        refuse: 'sizeRangeFailed',
        because: 'poolOfflineForRange',
        cause: 'the pool is offline, and the provider cannot tell the range of sizes',
        whenSystem: tellsRange,
        whenElements: ({ pool }) => pool?.state === poolOffline,
        message: ({ request }) => `pool '${request.on}' is offline: GetSupportedSizeRange fails`,
      },
      ...execution,
    ],

    invokeReply,
    readBack: [unexpectedResponse],
  },

  plan: (facts): Plan => ({
    outcome: 'success',
    make: null,
    change: null,
    remove: null,
    job: null,
    out: sizesOf(facts),
  }),

  reply: ({ code, out, status, decided }) => ({
    ReturnValue: code,
    ...(out ?? noSizes),
    ExtendedStatus: status,
    decided,
  }),

  ends: [],
};

/** MSFT_SMPool.GetSizesInfo: tells the sizes that volumes of a pool may have.
 * @see MSFT_SMPool.GetSizesInfo, "Return value"
 */
export const getSizesInfo = operation(definition);

const noSizes = { SupportedSizes: null, MinimumVolumeSize: null, MaximumVolumeSize: null, VolumeSizeDivisor: null };

/** The sizes that a new volume may have now, in blocks: whole extents, up to what is left to give or to promise. */
function sizesOf(facts: CallFacts) {
  const { pool, configuration } = facts;
  if (pool === undefined) throw new Error('a request without a pool got past its rows');
  const { extentSize } = configuration;
  const most = largestSize(pool, facts);
  const range = tellsRange(facts);
  return {
    SupportedSizes: listsSizes(facts) ? listedSizes(extentSize, most) : null,
    MinimumVolumeSize: range && most >= extentSize ? extentSize : range ? blocks(0) : null,
    MaximumVolumeSize: range ? most : null,
    VolumeSizeDivisor: range ? extentSize : null,
  };
}
