/** MSFT_SMExtendedStatus: what went wrong, with the numbers that decided. */
export interface ExtendedStatus {
  readonly Description: string;
  readonly Operation: string;
  readonly ParameterInfo: string;
  readonly ProviderName: string;
  /** The method's return code. */
  readonly StatusCode: number;
  /** 1 the storage service, 2 the SMI-S provider. */
  readonly SMErrorSource: 1 | 2;
  /** The CIM status where the code relays one, else the return code. */
  readonly SMErrorCode: number;
  readonly SMMessage: string;
  /** What a failure after the effect left on the array, or that it left nothing. */
  readonly SMDetails: string;
}
