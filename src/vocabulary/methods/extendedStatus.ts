/** MSFT_SMExtendedStatus: what went wrong, with the numbers that decided. */
export interface ExtendedStatus {
  /** The documents' label of the return code. */
  readonly Description: string;
  /** The method that was called. */
  readonly Operation: string;
  /** The arguments that it was called with. */
  readonly ParameterInfo: string;
  /** The SMI-S provider, as it calls itself. */
  readonly ProviderName: string;
  /** The method's return code. */
  readonly StatusCode: number;
  /** 1 the storage service, 2 the SMI-S provider. */
  readonly SMErrorSource: 1 | 2;
  /** The CIM status where the code relays one, else the return code. */
  readonly SMErrorCode: number;
  /** What decided, in one sentence with its numbers. */
  readonly SMMessage: string;
  /** What a failure after the effect left on the array, or that it left nothing. */
  readonly SMDetails: string;
}
