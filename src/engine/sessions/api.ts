import type { World } from '../../store/world.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { none, type SessionHandle } from '../../vocabulary/units/ids.js';
import type { Session, SessionControl, Sessions } from '../arrayApi.js';
import type { Recorder } from '../history/recorder.js';
import { endSession } from './session.js';

/** What `array.provider.sessions` does. */
export function sessionsApi(world: World, recorder: Recorder): Sessions {
  const control = (name: SessionControl) => (reference: string) => {
    const session = theSession(world, reference, `provider.sessions.${name}`);
    recorder.undertake({ do: 'session', session: reference, control: name }, () => {
      endSession(world, session, name === 'close' ? 'closed' : 'ended');
      world.revision++;
    });
  };
  const list = () => [...world.sessions.handles()].map((handle) => sessionView(world, handle));
  return Object.assign(list, { close: control('close'), end: control('end') });
}

function sessionView({ codecs, sessions, accounts }: World, handle: SessionHandle): Session {
  const { account, ended, known, openedMs, usedMs, calls } = sessions.read(handle);
  return {
    id: codecs.session.encode(handle),
    caller: sessions.payload(handle).caller,
    account: account === none ? '' : accounts.payload(account).name,
    state: ended === 1 ? 'ended' : known === 1 ? 'open' : 'leaked',
    openedAtMs: openedMs,
    usedAtMs: usedMs,
    calls,
  };
}

/** @throws BadInputError when no session has the id, and no caller of that name knows one */
function theSession({ codecs, sessions, sessionsByCaller }: World, reference: string, field: string): SessionHandle {
  const isText = typeof reference === 'string';
  const handle = (isText ? codecs.session.decode(reference) : undefined) ?? sessionsByCaller.get(reference);
  if (handle !== undefined && sessions.has(handle)) return handle;
  const all = [...sessions.handles()];
  return badInput({
    field,
    value: reference,
    expected: 'the id of a session, or a caller that has one',
    among: [...all.map((one) => sessions.payload(one).caller), ...all.map((one) => codecs.session.encode(one))],
  });
}
