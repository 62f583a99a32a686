/** What became of a call. */
export type Verdict = 'done' | 'refused' | 'lost' | 'open';

/** 0 and 4096 are what a caller wishes for; without a reply a call is in flight, and its reply is lost where it has no code. */
export function verdictOf(reply: { readonly code: number | null } | null): Verdict {
  if (reply === null) return 'open';
  if (reply.code === null) return 'lost';
  return reply.code === 0 || reply.code === 4096 ? 'done' : 'refused';
}
