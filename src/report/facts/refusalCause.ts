import { compileOperation } from '../../operations/compile.js';
import { operationOf } from '../../operations/index.js';
import type { DocumentedMethod } from '../../vocabulary/methods/documented.js';

/** Why arraysim answers a code of a method that it refuses, as the newest release has it; undefined where it never does. */
export function refusalCause({ refusedAs, versions }: DocumentedMethod, code: number): string | undefined {
  if (refusedAs === null) return undefined;
  const rows = compileOperation(operationOf(refusedAs), versions.at(-1) ?? '2016').rows.flat();
  return rows.find((row) => row.code === code)?.cause;
}
