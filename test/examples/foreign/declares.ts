import type { Advertised } from '../../../src/conformance/subject/advertised.js';

/** What a driver can say that its subject promises, beyond what the documents ask of everybody. */
export interface Declares {
  /** Properties that only advise. */
  readonly properties?: readonly string[];
  /** When a volume that a job makes is listed, and referred to. */
  readonly targetListed?: 'atOnce' | 'atCompletion';
  readonly extendedStatus?: 'withErrors' | 'withNumbers';
  /** Return codes, by what a call is refused for. */
  readonly codes?: Readonly<Record<string, number | number[]>>;
  readonly halfCredentials?: 'refused' | 'completed';
  readonly emptyNames?: 'refused' | 'absent';
  readonly staleForMs?: number;
  readonly queue?: 'firstComeFirstServed';
}

/** The same, in the form that `capabilities()` has it now: names of properties alone. */
export function declared({ properties = [] }: Declares): Advertised['declares'] {
  return [...properties];
}
