import type { StorageArray } from '../../engine/array.js';
import type { BadInputError } from '../../vocabulary/input/badInput.js';
import type { NoReplyError } from '../../vocabulary/methods/call.js';
import type { Callable } from '../../vocabulary/methods/names.js';

/** What a client awaits: each of its awaits on the array or on time, numbered from 1 in the order in which it asks. */
export type Request =
  | {
      readonly kind: 'call';
      readonly number: number;
      readonly text: string;
      readonly on: string;
      readonly method: Callable;
      readonly parameters: Readonly<Record<string, unknown>>;
      readonly caller: string;
    }
  | {
      /** Answered by the array as it is at that moment: `look` leaves it as it is. */
      readonly kind: 'look' | 'change';
      readonly number: number;
      readonly text: string;
      readonly act: (array: StorageArray) => unknown;
    }
  | {
      readonly kind: 'wait';
      readonly number: number;
      readonly text: string;
      readonly ms: number;
      /** Whether time passes for it alone. */
      readonly isWanted: boolean;
    };

/** What comes of a request: a value, or an error that its promise rejects with. Nobody but the array makes one. */
export type Outcome =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'error'; readonly error: BadInputError | NoReplyError };

/** What a client has come to in the end. */
export type Ending =
  | { readonly kind: 'returned'; readonly value: unknown }
  | { readonly kind: 'threw'; readonly error: unknown };

/** Tells outcomes apart, and endings: texts are the same where a client can't tell a difference. */
export function textOfOutcome(outcome: Outcome | Ending): string {
  if ('value' in outcome) return `${outcome.kind} ${textOfValue(outcome.value)}`;
  const { error } = outcome;
  if (!(error instanceof Error)) return `${outcome.kind} ${textOfValue(error)}`;
  const more = 'decided' in error ? ` ${textOfValue(error.decided)}` : '';
  return `${outcome.kind} ${error.name}: ${error.message}${more}`;
}

/** As JSON has it; sizes are whole numbers, and what JSON leaves out is named by its type. */
export function textOfValue(value: unknown): string {
  const text = JSON.stringify(value, (_, member) => (typeof member === 'bigint' ? `${member} bytes` : member));
  return text ?? typeof value;
}

/** A copy that a client may do to what it likes: the same answer is given again when it is run once more. */
export function copyOf<Value>(value: Value): Value;
export function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((member) => copyOf(member));
  if (value instanceof Date) return new Date(value);
  const copied: PropertyDescriptorMap = {};
  for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(value)))
    copied[name] = 'value' in property ? { ...property, value: copyOf(property.value), writable: true } : property;
  return Object.create(Object.getPrototypeOf(value), copied);
}
