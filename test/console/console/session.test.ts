import { expect, test, vi } from 'vitest';
import { Session } from '../../../src/console/console/session.js';
import { frameOf, sessionOf, TestStream, universeOf } from './fixtures.js';

function begun() {
  const session = new Session();
  const stream = new TestStream();
  session.listen(stream);
  stream.send('session', sessionOf(universeOf('u1'), universeOf('u2')));
  return { session, stream };
}

const note = { atMs: 0, event: 1, kind: 'other', text: 'it happened', element: null } as const;

test('a frame changes what it names, and leaves everything else the same object', () => {
  const { session, stream } = begun();
  const before = session.universes.get('u1');
  const other = session.universes.get('u2');
  stream.send('frame', frameOf('u1', { notes: [note] }));
  const after = session.universes.get('u1');
  expect(after?.notes).toEqual([note]);
  expect(after?.hash).toBe('0000000000000001');
  expect(after?.jobs).toBe(before?.jobs);
  expect(after?.pools).toBe(before?.pools);
  expect(session.universes.get('u2')).toBe(other);
});

test('a universe that is put back forgets what happened after that moment', () => {
  const { session, stream } = begun();
  const later = { ...note, event: 9 };
  stream.send('frame', frameOf('u1', { events: 9, notes: [note, later] }));
  stream.send('universe', universeOf('u1', { events: 3 }));
  expect(session.universes.get('u1')?.notes).toEqual([note]);
});

test('a universe that is closed is gone, and frames of it that come late are not heard', () => {
  const { session, stream } = begun();
  stream.send('closed', { universe: 'u2' });
  stream.send('frame', frameOf('u2'));
  expect([...session.universes.keys()]).toEqual(['u1']);
});

test('a session that begins anew replaces what was known', () => {
  const { session, stream } = begun();
  stream.send('frame', frameOf('u1', { notes: [note] }));
  stream.send('session', sessionOf(universeOf('u3')));
  expect([...session.universes.keys()]).toEqual(['u3']);
});

test('a hundred events in a row are drawn once or twice, and the last of them is', () => {
  vi.useFakeTimers();
  try {
    const { session, stream } = begun();
    let drawn = 0;
    session.subscribe(() => drawn++);
    for (let step = 1; step <= 100; step++) stream.send('frame', frameOf('u1', { step }));
    vi.runAllTimers();
    expect(drawn).toBe(1);
    expect(session.universes.get('u1')?.step).toBe(100);
  } finally {
    vi.useRealTimers();
  }
});
