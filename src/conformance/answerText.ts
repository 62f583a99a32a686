import { isNoReply, type NoReply, type Reply } from './driver.js';

/** What came of a call or an action, in a line. */
export function answerText(reply: Reply | NoReply | boolean): string {
  if (typeof reply === 'boolean') return reply ? 'done' : 'refused';
  if (isNoReply(reply)) return `no reply (${reply.noReply})`;
  const { ReturnValue: code, ExtendedStatus: status } = reply;
  const message = status?.SMMessage;
  return typeof message === 'string' && message !== '' ? `${code}: ${message}` : `${code}`;
}
