import { useEffect, useMemo, useState } from 'preact/hooks';
import { Name, nameText } from '../parts/Name.js';
import { PlaceContext } from './place.js';
import type { Server } from './server.js';
import type { Session } from './session.js';
import { Universes } from './Universes.js';
import { UniverseView } from './UniverseView.js';
import { useSession } from './useSession.js';

/** The console: the universes to choose from, and the one that is chosen. */
export function App({ session, server }: { readonly session: Session; readonly server: Server }) {
  const universes = useSession(session, (one) => one.universes.size > 0 && [...one.universes.keys()].join(' '));
  const [wanted, want] = useState('');
  const ids = universes === false ? [] : universes.split(' ');
  const shown = ids.includes(wanted) ? wanted : ids[0];
  const place = useMemo(() => ({ session, server, universe: shown ?? '' }), [session, server, shown]);
  return (
    <>
      <Header session={session} />
      {shown === undefined ? (
        <main>
          <p class="panel dim">Waiting for the server.</p>
        </main>
      ) : (
        <PlaceContext.Provider value={place}>
          <Universes ids={ids} shown={shown} show={want} />
          <main>
            <UniverseView ids={ids} show={want} />
          </main>
        </PlaceContext.Provider>
      )}
    </>
  );
}

const connections = { connecting: 'connecting', live: 'live', lost: 'not connected: trying again' } as const;

function Header({ session }: { readonly session: Session }) {
  const title = useSession(session, (one) => one.title);
  const version = useSession(session, (one) => one.version);
  const connection = useSession(session, (one) => one.connection);
  useEffect(() => {
    if (title !== '') document.title = `${nameText(title)} · arraysim console`;
  }, [title]);
  return (
    <header class="top">
      <h1>arraysim console</h1>
      <p>
        {title !== '' && <Name of={title} />} {version !== '' && <span class="dim">Windows Server {version}</span>}
      </p>
      <p role="status" class={connection === 'lost' ? 'message' : 'dim'}>
        <span aria-hidden="true">{connection === 'live' ? '● ' : '○ '}</span>
        {connections[connection]}
      </p>
    </header>
  );
}
