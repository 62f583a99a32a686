import type { Driver } from './driver.js';

/** What every driver has, and why: all that can be asked of a driver stands here, once. */
export const neededMembers = {
  capabilities: 'it says what the subject promises',
  reset: 'it sets the subject up',
  call: 'it calls a method',
  observe: 'it looks at the subject',
} as const satisfies Partial<Record<keyof Driver, string>>;

type Optional = Exclude<keyof Driver, keyof typeof neededMembers | 'name' | 'charts'>;

const optional: Readonly<Record<Optional, true>> = {
  drives: true,
  overlap: true,
  interleavings: true,
  act: true,
  advance: true,
  waitFor: true,
  arm: true,
  add: true,
  heal: true,
  fired: true,
  twin: true,
  fingerprint: true,
  close: true,
};

/** What a driver may have besides; a member that is missing here does not compile. */
export const optionalMembers = Object.keys(optional) as Optional[]; // the keys of the table
