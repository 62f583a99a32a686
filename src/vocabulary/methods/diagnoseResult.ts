/** MSFT_SMStorageDiagnoseResult: something that is wrong, and what to do about it. */
export type DiagnoseResult = {
  /** The same for the same fault of the same element. */
  readonly FaultId: string;
  /** What sort of fault it is: 'arraysim.pool.lowOnSpace'. */
  readonly FaultType: string;
  /** The element, in words. */
  readonly FaultingObjectDescription: string;
  /** Where it is: the pool of a volume; null for what is in none. */
  readonly FaultingObjectLocation: string | null;
  /** The ObjectId of the element. */
  readonly FaultingObject: string;
  /** What is wrong, with its numbers. */
  readonly Reason: string;
  readonly RecommendedActions: readonly string[];
  /** 3 Degraded/Warning, 4 Minor, 5 Major, 6 Critical. */
  readonly PerceivedSeverity: number;
  /** When it was found out, as a CIM datetime; null where that can't tell the time. */
  readonly EventTime: string | null;
};
