import type { Refusal, Subject } from './results.js';
import type { CimStatus } from './status.js';

/** Leaves an operation with a status; `perform` makes a {@link Refusal} of it. */
export class CimRefusal extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.text);
    this.name = 'CimRefusal';
  }
}

/** @throws CimRefusal */
export function refuse(status: CimStatus, about: Subject, text: string): never {
  throw new CimRefusal({ kind: 'status', status, about, text });
}

/** A text of a client's in a message: on one line, and not long. */
export function shown(text: string): string {
  const line = JSON.stringify(text.length > longest ? `${text.slice(0, longest)}…` : text).slice(1, -1);
  return `'${line.replaceAll('\\"', '"')}'`;
}

const longest = 60;
