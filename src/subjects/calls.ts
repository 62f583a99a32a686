import type { Given, Reply } from '../conformance/subject/call.js';
import { type OutParameter, outsOf } from '../conformance/subject/parameters.js';
import type { MethodName } from '../vocabulary/methods/index.js';
import { givenTo } from '../vocabulary/methods/parameters.js';
import type { AnyReply, ParametersFor } from '../vocabulary/methods/replies.js';

/** The arguments of a call as the library takes them. All that a method has are there, so that its requests are of one hidden
 * class.
 */
export function argumentsOf(method: MethodName, given: Given): ParametersFor<MethodName> {
  const parameters: Record<string, Given[string] | null> = {};
  for (const name of givenTo(method)) parameters[name] = given[name] ?? null;
  // What is of a wrong type is for the storage service to refuse.
  return parameters as ParametersFor<MethodName>;
}

/** What the library answers as a driver tells it: bytes as numbers, and nothing that only the simulator knows. */
export function replyOf(method: MethodName, reply: AnyReply): Reply {
  const answer: Record<string, unknown> = { ReturnValue: reply.ReturnValue, Job: null };
  for (const out of outsOf(method)) answer[out.name] = told(out, Reflect.get(reply, out.name));
  // It has the method's out parameters, by their names.
  return answer as Reply;
}

function told({ type, array }: OutParameter, value: unknown): unknown {
  if (type !== 'uint64' || value == null) return value;
  return array && Array.isArray(value) ? value.map(Number) : Number(value);
}
