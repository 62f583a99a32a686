import { Name } from '../parts/Name.js';
import { clockText } from '../parts/words.js';
import { usePlace } from './place.js';
import { Refusal } from './Refusal.js';
import { useAct, useSession, useUniverse } from './useSession.js';

interface Props {
  readonly ids: readonly string[];
  readonly shown: string;
  readonly show: (universe: string) => void;
}

/** The universes: one is shown, and others are a click away. A fork of the one that is shown goes its own way from here. */
export function Universes({ ids, shown, show }: Props) {
  const { session, server } = usePlace();
  const most = useSession(session, ({ limits }) => limits.universes);
  const closable = useUniverse(session, shown, (one) => one.closable) ?? false;
  const { busy, refusal, act } = useAct();
  const fork = () =>
    act(async () => {
      const { id } = await server.act(shown, 'fork', {});
      show(id);
    });
  return (
    <nav class="panel universes" aria-label="Universes">
      <ul>
        {ids.map((id) => (
          <li key={id}>
            <Tab universe={id} isShown={id === shown} show={show} />
          </li>
        ))}
      </ul>
      <span class="buttons">
        <button type="button" disabled={busy || ids.length >= most} onClick={fork}>
          Fork this universe
        </button>
        {closable && ids.length > 1 && (
          <button type="button" disabled={busy} onClick={() => act(() => server.act(shown, 'close', {}))}>
            Close it
          </button>
        )}
      </span>
      {ids.length >= most && <span class="dim">{most} is as many as there can be</span>}
      <Refusal of={refusal} />
    </nav>
  );
}

interface TabProps {
  readonly universe: string;
  readonly isShown: boolean;
  readonly show: (universe: string) => void;
}

function Tab({ universe, isShown, show }: TabProps) {
  const { session } = usePlace();
  const label = useUniverse(session, universe, (one) => one.label);
  const nowMs = useUniverse(session, universe, (one) => one.time.nowMs) ?? 0;
  const hash = useUniverse(session, universe, (one) => one.hash) ?? '';
  return (
    <button type="button" class="universe" aria-pressed={isShown} onClick={() => show(universe)}>
      <b>
        <Name of={label ?? ''} />
      </b>{' '}
      <span class="dim">{clockText(nowMs)}</span> <code title="the hash of its trace">{hash}</code>
    </button>
  );
}
