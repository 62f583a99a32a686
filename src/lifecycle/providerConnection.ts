import { setup } from 'xstate';

/**
 * The connection between the storage service and an array's provider: the state of the line, and beside it that of the
 * provider's server, each changing without the other.
 * @internal
 */
export const providerConnectionMachine = setup({
  // Phantom values: xstate reads the types of `types` and never looks at what is in it.
  types: { events: {} as { readonly type: ProviderConnectionEvent }, meta: {} as LinkMeta | ServerMeta },
}).createMachine({
  id: 'providerConnection',
  type: 'parallel',
  states: {
    link: {
      initial: 'up',
      states: {
        up: { meta: { link: 'up' }, on: { LINK_HANG: 'hung', LINK_DOWN: 'down' } },
        // The line stands, and nothing that is sent over it gets an answer.
        hung: { meta: { link: 'hung' }, on: { LINK_UP: 'up', LINK_DOWN: 'down' } },
        down: { meta: { link: 'down' }, on: { LINK_UP: 'up', LINK_HANG: 'hung' } },
      },
    },
    server: {
      initial: 'running',
      states: {
        running: { meta: { server: 'running' }, on: { SHUT_DOWN: 'shuttingDown', STOP: 'stopped' } },
        shuttingDown: { meta: { server: 'shuttingDown' }, on: { STOP: 'stopped', START: 'running' } },
        stopped: { meta: { server: 'stopped' }, on: { START: 'running' } },
      },
    },
  },
});

/** What the line's state says about a connection. */
export interface LinkMeta {
  readonly link: 'up' | 'hung' | 'down';
}

/** What the server's state says about a connection. */
export interface ServerMeta {
  readonly server: 'running' | 'shuttingDown' | 'stopped';
}

/** The flattened states of {@link providerConnectionMachine}: the link's state, '+', the server's state. */
export type ProviderConnectionState = `${LinkMeta['link']}+${ServerMeta['server']}`;

/** The events of {@link providerConnectionMachine}. */
export type ProviderConnectionEvent = 'LINK_UP' | 'LINK_HANG' | 'LINK_DOWN' | 'SHUT_DOWN' | 'STOP' | 'START';
