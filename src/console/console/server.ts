import type { Commands, Questions, Refusal, tokenHeader } from '../../server/console/contract.js';

type Query = Readonly<Record<string, string | number | undefined>>;

/** What a page asks its server, and has done there. */
export class Server {
  constructor(private readonly token: string) {}

  /** @param values of the parts of the path that are in braces
   * @throws RefusedError with the server's words
   */
  async ask<Path extends keyof Questions>(
    path: Path,
    values: Readonly<Record<string, string>> = {},
    query: Questions[Path]['query'] = {},
  ): Promise<Questions[Path]['answer']> {
    const filled = path.replace(/\{(\w+)\}/g, (_, part) => encodeURIComponent(values[part] ?? ''));
    const given = Object.entries(query as Query).filter(([, value]) => value !== undefined && value !== '');
    const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
    const answer = await fetch(`${filled}?${search}`, { headers: { accept: 'application/json' } });
    return (await bodyOf(answer)) as Questions[Path]['answer'];
  }

  /** @throws RefusedError with the server's words; nothing has changed then */
  async act<Command extends keyof Commands>(
    universe: string,
    command: Command,
    body: Commands[Command]['body'],
  ): Promise<Commands[Command]['answer']> {
    const header: typeof tokenHeader = 'x-arraysim-token';
    const answer = await fetch(`/api/universes/${encodeURIComponent(universe)}/${command}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [header]: this.token },
      body: JSON.stringify(body),
    });
    return (await bodyOf(answer)) as Commands[Command]['answer'];
  }
}

/** A request that was refused, in the server's words. */
export class RefusedError extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.error);
  }
}

async function bodyOf(answer: Response): Promise<unknown> {
  const text = await answer.text();
  const body: unknown = text === '' ? {} : JSON.parse(text);
  if (answer.ok) return body;
  const refusal: Refusal = { field: '', expected: '', suggestion: null, error: answer.statusText, ...Object(body) };
  // A server that was started anew has another token than the page.
  const isForbidden = answer.status === 403;
  throw new RefusedError(isForbidden ? { ...refusal, error: `${refusal.error}: load the page again` } : refusal);
}
