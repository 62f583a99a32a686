import { classNamed, keysOf } from '../../cim/classesOf.js';
import type { SentInstance, SentMember, SentPath, SentValue } from '../../cim/operations/requests.js';
import { RemoteError } from './remoteError.js';

// What instances hold that came over the wire: texts by their names, in any case. Null is what is not told.

/** Properties of an instance, or out parameters of a method. */
export interface Told {
  /** Who tells them, for messages. */
  readonly by: string;
  readonly members: readonly SentMember[];
}

export function toldBy({ className, properties }: SentInstance): Told {
  return { by: className, members: properties };
}

export function textOf(told: Told, name: string): string | null {
  return textIn(sentOf(told, name));
}

export function numberOf(told: Told, name: string): number | null {
  const text = textOf(told, name);
  return text === null ? null : wholeIn(told, name, text);
}

export function booleanOf(told: Told, name: string): boolean | null {
  const text = textOf(told, name)?.trim().toLowerCase();
  if (text === undefined) return null;
  if (text === 'true' || text === 'false') return text === 'true';
  throw wrong(told, name, `'${text}'`, 'true or false');
}

/** A list; over WS-Management one of a single value looks like that value. */
export function numbersOf(told: Told, name: string): readonly number[] | null {
  const value = sentOf(told, name);
  if (value === null) return null;
  return (isList(value) ? value : [value]).map((one) => wholeIn(told, name, textIn(one) ?? ''));
}

/** The ObjectId of what a reference names. */
export function referenceOf(told: Told, name: string): string | null {
  const value = sentOf(told, name);
  if (value === null) return null;
  if (!('kind' in value) || value.kind !== 'path') throw wrong(told, name, 'something else', 'a reference');
  return objectIdOf(value);
}

/** Milliseconds since 1970; null also for an interval, which stands for no moment. */
export function momentOf(told: Told, name: string): number | null {
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\.(\d{3})\d*([+-]\d{3})$/.exec(textOf(told, name) ?? '');
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, ms = 0, zone = 0] = match.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute - zone, second, ms);
}

/** What has to be told. @throws RemoteError */
export function needed<Value>(told: Told, name: string, read: (told: Told, name: string) => Value | null): Value {
  const value = read(told, name);
  if (value === null) throw wrong(told, name, 'nothing', 'a value');
  return value;
}

/** The value of the one key of a path. */
function objectIdOf({ className, keys }: SentPath): string {
  const [key, ...others] = keys;
  if (key?.value.kind === 'text' && others.length === 0) return key.value.text;
  throw new RemoteError(`a reference to ${className} has other keys than ObjectId`);
}

/** The path of an instance of a class whose key is ObjectId. */
export function pathTo(className: string, id: string): SentPath {
  const value = { kind: 'text', text: id, type: 'string' } as const;
  return { kind: 'path', namespace: null, className, keys: [{ name: keyOf(className), value }] };
}

/** The one key of a class of elements: ObjectId, or what it has instead. */
export function keyOf(className: string): string {
  return keysOf(classNamed(className, '2016'))[0] ?? 'ObjectId';
}

/** A value as JSON would have it: embedded instances as objects, references by their ids. */
export function plainOf(value: SentValue): unknown {
  if (value === null) return null;
  if (isList(value)) return value.map(plainOf);
  if (value.kind === 'path') return objectIdOf(value);
  if (value.kind === 'text') return value.text;
  return Object.fromEntries(value.properties.map((one) => [one.name, plainOf(one.value)]));
}

export function sentOf({ members }: Told, name: string): SentValue {
  return members.find((one) => one.name.toLowerCase() === name.toLowerCase())?.value ?? null;
}

export function isList(value: SentValue): value is readonly SentValue[] {
  return Array.isArray(value);
}

function textIn(value: SentValue): string | null {
  return value !== null && 'kind' in value && value.kind === 'text' ? value.text : null;
}

function wholeIn(told: Told, name: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value)) return value;
  throw wrong(told, name, `'${text}'`, 'a whole number');
}

function wrong({ by }: Told, name: string, got: string, expected: string): RemoteError {
  return new RemoteError(`${by} tells ${got} as its ${name}, expected ${expected}`);
}
