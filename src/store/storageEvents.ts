/** An event of the documents, from 2016 on, as an instance of its class. @see MSFT_SMStorageEvent */
export interface StorageEvent {
  /** The name of its class. */
  readonly __CLASS: string;
  /** The ObjectId of the system that the element belongs to. */
  readonly StorageSubsystemObjectId: string;
  /** The element as it was once what happened at that moment was over; one that departs as it was before. */
  readonly SourceInstance: Readonly<Record<string, unknown>> | null;
  /** What happened, in a sentence. */
  readonly Description: string;
  /** When, in virtual time: `20160101000130.500000+000`. */
  readonly EventTime: string | null;
  /** 2 Information, 3 Degraded/Warning, 5 Major. */
  readonly PerceivedSeverity: number;
  /** The class of the element. */
  readonly SourceClassName: string;
}

/** The health of an element has changed. @see MSFT_SMStorageHealthStatusChangeEvent */
export interface HealthStatusChangeEvent extends StorageEvent {
  /** The system that the element belongs to. */
  readonly StorageSystem: Readonly<Record<string, unknown>> | null;
  /** 0 Healthy, 1 Warning, 2 Unhealthy. */
  readonly PreviousHealthStatus: number;
  /** 0 Healthy, 1 Warning, 2 Unhealthy. */
  readonly CurrentHealthStatus: number;
}

/** Something is wrong with an element, or is well again. @see MSFT_SMStorageFaultEvent */
export interface FaultEvent extends StorageEvent {
  /** 0 Creation, 1 Deletion, 2 Modification: of the fault. */
  readonly ChangeType: number;
  /** The same from the fault's creation to its deletion. */
  readonly FaultId: string;
  /** The state that is the fault. */
  readonly FaultType: string;
  /** The element in words. */
  readonly FaultingObjectDescription: string;
  /** Null: it is not modelled. */
  readonly FaultingObjectLocation: string | null;
  /** The ObjectId of the element. */
  readonly FaultingObject: string;
  /** Why, in a sentence. */
  readonly Reason: string;
  /** Null: they are not modelled. */
  readonly RecommendedActions: readonly string[] | null;
}

/** The events of the documents, by the names of their classes. */
export interface StorageEvents {
  /** Any of them. */
  readonly event: StorageEvent;
  /** Any of them. */
  readonly MSFT_SMStorageEvent: StorageEvent;
  /** An element has come to be. */
  readonly MSFT_SMStorageArrivalEvent: StorageEvent;
  /** An element has gone. */
  readonly MSFT_SMStorageDepartureEvent: StorageEvent;
  /** What an instance tells of an element has changed. */
  readonly MSFT_SMStorageModificationEvent: StorageEvent;
  /** The health of an element has changed. */
  readonly MSFT_SMStorageHealthStatusChangeEvent: HealthStatusChangeEvent;
  /** Something is wrong with an element, or is well again. */
  readonly MSFT_SMStorageFaultEvent: FaultEvent;
}

/** The class of an event that happens. */
export type StorageEventClass = Exclude<keyof StorageEvents, 'event' | 'MSFT_SMStorageEvent'>;

/** What an event is about, before anybody has made an instance of it. */
export interface ElementEvent {
  readonly className: StorageEventClass;
  readonly atMs: number;
  /** The element: its class, its ObjectId, its name, and whether it is on the peer system. */
  readonly of: 'MSFT_SMStorageVolume' | 'MSFT_SMPool';
  readonly id: string;
  readonly name: string;
  readonly isRemote: boolean;
  /** Of a change of state: where the element was, and is, on its chart, and its HealthStatus there. */
  readonly moved: { readonly from: ElementState; readonly to: ElementState } | null;
}

export interface ElementState {
  readonly state: string;
  readonly health: number;
}

/** One that is to be told. */
export interface NotedEvent {
  readonly kind: 'event';
  readonly about: ElementEvent;
  /** Made once the moment is over. */
  instance: StorageEvent | undefined;
}

/** Where events wait for their instances, while somebody listens to them. */
export interface EventMaking {
  readonly waiting: NotedEvent[];
  readonly make: (event: ElementEvent) => StorageEvent;
}

/** Makes the instances that wait: before time passes, before their element goes, and before they are told. */
export function makeEvents({ waiting, make }: EventMaking): void {
  for (const event of waiting.splice(0)) event.instance = make(event.about);
}

/** MSFT_SMStorageEvent.PerceivedSeverity, by the health that the element has then: Information, Degraded/Warning, Major. */
export function severityOf({ moved, className }: ElementEvent): number {
  const plain = className === 'MSFT_SMStorageModificationEvent';
  return [2, 3, 5][plain || moved === null ? 0 : moved.to.health] ?? 0;
}
