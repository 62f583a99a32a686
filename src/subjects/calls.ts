import type { Given, Reply } from '../conformance/subject/call.js';
import { type OutParameter, outsOf } from '../conformance/subject/parameters.js';
import { factsOf, type MethodName } from '../vocabulary/methods/index.js';
import { signatures } from '../vocabulary/methods/parameters.js';
import type { AnyReply, ParametersFor } from '../vocabulary/methods/replies.js';

/** The arguments of a call as the library takes them. All that a method has in every release are there, so that its requests are of one
 * hidden class.
 */
export function argumentsOf(method: MethodName, given: Given): ParametersFor<MethodName> {
  const parameters: Record<string, Given[string] | null> = {};
  for (const name of signatures[method].given) {
    const value = given[name];
    if (value !== undefined || isInEveryRelease(method, name)) parameters[name] = value ?? null;
  }
  // What is of a wrong type is for the storage service to refuse.
  return parameters as ParametersFor<MethodName>;
}

function isInEveryRelease(method: MethodName, parameter: string): boolean {
  const text = factsOf(method).parameters[parameter];
  return text !== undefined && !/ (?:since|until) /.test(text);
}

/** What the library answers as a driver tells it: bytes as numbers, and nothing that only the simulator knows. */
export function replyOf(method: MethodName, reply: AnyReply): Reply {
  // The library answers with all out parameters of the method, by their names.
  const values = reply as unknown as Readonly<Record<string, unknown>>;
  const answer: Record<string, unknown> = { ReturnValue: reply.ReturnValue, Job: null };
  for (const out of outsOf(method)) {
    const value = values[out.name];
    answer[out.name] = out.type === 'uint64' && value !== null ? asNumbers(out, value) : value;
  }
  // It has the method's out parameters, by their names.
  return answer as Reply;
}

function asNumbers({ array }: OutParameter, value: unknown): unknown {
  return array && Array.isArray(value) ? value.map(Number) : Number(value);
}
