import { percentEncoded } from './percentEncoded.js';

/** Why a request does not reach CIM: what the header `CIMError` says. @see DSP0200, "CIM-XML message headers" */
type CimError =
  | 'request-not-well-formed'
  | 'request-not-valid'
  | 'header-mismatch'
  | 'unsupported-operation'
  | 'unsupported-protocol-version'
  | 'unsupported-cim-version'
  | 'unsupported-dtd-version'
  | 'multiple-requests-unsupported';

/** A request that does not reach CIM: HTTP alone answers it. */
export interface HttpRefusal {
  readonly status: 400 | 413 | 501;
  /** Null where no `CIMError` is to be sent. */
  readonly cimError: CimError | null;
  /** One line: what is wrong, and where. */
  readonly detail: string;
}

/** Leaves the reading of a request with a refusal. */
export class Unreadable extends Error {
  constructor(readonly refusal: HttpRefusal) {
    super(refusal.detail);
    this.name = 'Unreadable';
  }
}

/** @throws Unreadable */
export function unreadable(status: HttpRefusal['status'], cimError: CimError | null, detail: string): never {
  throw new Unreadable({ status, cimError, detail });
}

/** The headers that a refusal is sent with; pywbem and the Java client print the detail. */
export function refusalHeaders({ cimError, detail }: HttpRefusal): Readonly<Record<string, string>> {
  if (cimError === null) return {};
  return { CIMError: cimError, PGErrorDetail: percentEncoded(detail.slice(0, detailMost)) };
}

const detailMost = 200;
