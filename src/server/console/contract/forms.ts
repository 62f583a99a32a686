import type { MethodCode } from '../../../report/facts/methodFacts.js';
import type { Parts } from '../../../vocabulary/methods/parts.js';
import type { Step } from '../../../vocabulary/steps.js';
import type { Decided } from './state.js';

// Methods, faults and changes as forms, and the rows of a method's table.

/** A method as a form. */
export interface MethodForm {
  /** How it is called where no other is meant: 'CreateClone', 'Pool.Delete'. It is the `method` of a call. */
  readonly method: string;
  readonly className: string;
  /** The kind of element that it is called on; null for a service, which is called by the class's name. */
  readonly on: 'volume' | 'pool' | 'job' | null;
  /** The documents' sentence about it. */
  readonly summary: string;
  /** The releases that have it. */
  readonly versions: readonly string[];
  readonly parameters: readonly ParameterForm[];
  /** Whether all of its calls are refused, since it is not modelled. */
  readonly refused: boolean;
}

/** A parameter that a caller gives. */
export interface ParameterForm {
  readonly name: string;
  readonly type: Parts['type'];
  /** Of a reference or an object: the class. */
  readonly of: string | null;
  /** Of a reference: the kind of element to choose from; null where it is none of these. */
  readonly element: 'volume' | 'pool' | 'job' | 'drive' | null;
  readonly array: boolean;
  readonly optional: boolean;
  /** It is a secret: shown as dots, and never in a trace. */
  readonly secret: boolean;
  /** Sizes in bytes may be written as people do: '10 GiB'. */
  readonly size: boolean;
  /** What its values mean; null where any is right. */
  readonly values: readonly { readonly value: number; readonly label: string }[] | null;
  /** The release that brought it; null where the first one has it. */
  readonly since: string | null;
}

export interface MethodTable {
  readonly method: string;
  readonly rows: readonly TableRow[];
  /** What ends its job with an error. */
  readonly jobEnds: readonly Omit<TableRow, 'step' | 'place'>[];
  readonly codes: readonly MethodCode[];
}

/** A row of a method's table: the first that applies answers. */
export interface TableRow {
  readonly step: Step;
  /** Among the rows of its step, from 0 on. */
  readonly place: number;
  readonly code: number;
  readonly label: string;
  readonly because: string;
  /** The cause in a sentence. */
  readonly cause: string;
  /** Whether something that a user can set up leads here; else a fault only. */
  readonly natural: boolean;
}

/** A call, row by row. */
export interface RowsOfCall {
  readonly call: string;
  readonly method: string;
  readonly on: string;
  /** Every row of the table, in order. */
  readonly rows: readonly JudgedRow[];
  /** What it came to; null while it is in flight. */
  readonly decided: Decided | null;
}

export interface JudgedRow extends TableRow {
  /** `answered`: this one; `passed`: it did not apply; `notReached`: another had answered, or the call is not there yet. */
  readonly verdict: 'answered' | 'passed' | 'notReached';
  /** Why, in a sentence, with the numbers that decided where there are any; '' for one that was not reached. */
  readonly why: string;
}

/** A kind of fault as a form: its values make a fault, by `arm`. */
export interface FaultForm {
  /** 'stealCapacity' */
  readonly form: string;
  /** 'Take away the room of a pool' */
  readonly title: string;
  readonly about: string;
  readonly fields: readonly FormField[];
}

/** A field of a form. */
export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'number' | 'size' | 'time' | 'choice' | 'pool' | 'volume' | 'flag' | 'percent';
  readonly required: boolean;
  /** Of a choice. */
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** What it is when nothing is given; '' for nothing. */
  readonly initial: string;
}

export interface NamedFaultPlan {
  readonly name: string;
  readonly about: string;
  /** In the short form, to be armed as text. */
  readonly plan: string;
}

export interface ChangeForms {
  readonly set: readonly ChangeForm[];
  readonly outOfBand: readonly ChangeForm[];
}

/** A change as a form; a change itself is JSON: `{ "pool": "gold", "state": "offline" }`. */
export interface ChangeForm {
  /** The key that names it. */
  readonly change: string;
  readonly title: string;
  readonly fields: readonly FormField[];
}
