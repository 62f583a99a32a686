import type { ClassSpecs } from './specNotation.js';
import { healthOrUnknown, perceivedSeverity } from './values.js';

/** What is reported: events, and the findings of a diagnosis. */
export const eventClasses = () =>
  ({
    MSFT_SMStorageEvent: {
      kind: 'event',
      abstract: true,
      since: '2016',
      properties: {
        StorageSubsystemObjectId: 'required string',
        SourceInstance: 'object MSFT_SMStorageObject',
        Description: 'string',
        EventTime: 'datetime',
        PerceivedSeverity: 'uint16',
        SourceClassName: 'string',
      },
      values: {
        PerceivedSeverity: perceivedSeverity,
      },
    },
    MSFT_SMStorageArrivalEvent: {
      kind: 'event',
      since: '2016',
      superclass: 'MSFT_SMStorageEvent',
      properties: {},
    },
    MSFT_SMStorageDepartureEvent: {
      kind: 'event',
      since: '2016',
      superclass: 'MSFT_SMStorageEvent',
      properties: {},
    },
    MSFT_SMStorageModificationEvent: {
      kind: 'event',
      since: '2016',
      superclass: 'MSFT_SMStorageEvent',
      properties: {},
    },
    MSFT_SMStorageHealthStatusChangeEvent: {
      kind: 'event',
      since: '2016',
      superclass: 'MSFT_SMStorageEvent',
      properties: {
        StorageSystem: 'write object MSFT_SMSystem',
        PreviousHealthStatus: 'uint16',
        CurrentHealthStatus: 'uint16',
      },
      values: {
        PreviousHealthStatus: healthOrUnknown,
        CurrentHealthStatus: healthOrUnknown,
      },
    },
    MSFT_SMStorageFaultEvent: {
      kind: 'event',
      since: '2016',
      superclass: 'MSFT_SMStorageEvent',
      properties: {
        ChangeType: 'uint16',
        FaultId: 'string',
        FaultType: 'string',
        FaultingObjectDescription: 'required string',
        FaultingObjectLocation: 'string',
        FaultingObject: 'ref MSFT_SMStorageObject',
        Reason: 'string',
        RecommendedActions: 'string[]',
      },
      values: {
        ChangeType: { 0: 'Creation', 1: 'Deletion', 2: 'Modification' },
      },
    },
    MSFT_SMStorageDiagnoseResult: {
      since: '2016',
      properties: {
        FaultId: 'string',
        FaultType: 'string',
        FaultingObjectDescription: 'required string',
        FaultingObjectLocation: 'string',
        FaultingObject: 'ref MSFT_SMStorageObject',
        Reason: 'string',
        RecommendedActions: 'string[]',
        PerceivedSeverity: 'uint16',
        EventTime: 'datetime',
      },
      values: {
        PerceivedSeverity: perceivedSeverity,
      },
    },
  }) as const satisfies ClassSpecs;
