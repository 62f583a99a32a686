import type { Associated, EnumerateInstances } from '../../cim/operations/requests.js';
import type { Remote, RemoteClient, RemoteOperation } from './client.js';
import type { Endpoint } from './endpoint.js';
import { pathTo, type Told, toldBy } from './properties.js';
import { instead, obstacle, RemoteError } from './remoteError.js';

/** Reads instances of a provider, as long as that takes by its pages. */
export class RemoteReader {
  /** Some servers have no pages. */
  private hasPages = true;

  constructor(
    private readonly client: RemoteClient,
    private readonly endpoint: Endpoint,
    /** What one request may take. */
    private readonly deadlineMs: number,
  ) {}

  /** All instances of a class; null where the provider does not know the class.
   * @param properties those that are wanted, by name; all when left out
   */
  all(className: string, properties?: string): Promise<readonly Told[] | null> {
    const wanted = properties?.split(' ') ?? null;
    return this.pages(className, {
      do: 'enumerate',
      className,
      items: 'instances',
      deep: true,
      properties: wanted,
      page: null,
    });
  }

  /** The associations of a class that name an instance as theirs; null where the provider does not know the class. */
  links(className: string, id: string, associationClass: string): Promise<readonly Told[] | null> {
    return this.pages(associationClass, {
      do: 'associated',
      of: pathTo(className, id),
      want: 'links',
      items: 'instances',
      associationClass,
      resultClass: null,
      role: null,
      resultRole: null,
      properties: null,
      page: null,
    });
  }

  private async pages(className: string, whole: EnumerateInstances | Associated): Promise<readonly Told[] | null> {
    const found: Told[] = [];
    let next: RemoteOperation = this.hasPages ? { ...whole, page: { first: pageSize, idleMs: null } } : whole;
    for (;;) {
      const answer = await this.ask(next);
      if ('kind' in answer && answer.kind === 'status') {
        if (answer.code === invalidClass) return null;
        if (answer.code === notSupported && next.do !== 'pull' && next.page !== null) {
          this.hasPages = false;
          next = whole;
          continue;
        }
      }
      if (!('kind' in answer) || answer.kind !== 'items')
        throw new RemoteError(`instances of ${className} can't be read: ${instead(answer)}`);
      for (const { instance } of answer.items) if (instance !== null) found.push(toldBy(instance));
      if (answer.context === null) return found;
      next = { do: 'pull', context: answer.context, items: 'instances', most: pageSize };
    }
  }

  /** All instances of a class that has to be there. */
  async allOf(className: string, properties?: string): Promise<readonly Told[]> {
    const found = await this.all(className, properties);
    if (found === null) throw new RemoteError(`the provider has no class ${className}: it is none of these classes`);
    return found;
  }

  /** The instance with an ObjectId; null where there is none. */
  async one(className: string, id: string): Promise<Told | null> {
    const operation = { do: 'getInstance', path: pathTo(className, id), properties: null } as const;
    const answer = await this.ask(operation);
    if ('kind' in answer && answer.kind === 'status' && answer.code === notFound) return null;
    const [item] = 'kind' in answer && answer.kind === 'items' ? answer.items : [];
    if (item?.instance) return toldBy(item.instance);
    throw new RemoteError(`${className} ${id} can't be read: ${instead(answer)}`);
  }

  /** @throws RemoteError where nothing else will be answered either */
  private async ask(operation: RemoteOperation): Promise<Remote> {
    const answer = await this.client.read(operation, this.deadlineMs);
    const why = obstacle(this.endpoint, answer);
    if (why !== null) throw new RemoteError(why);
    return answer;
  }
}

/** Instances a page. */
const pageSize = 500;

// CIM status codes, DSP0200.
const invalidClass = 5;
const notFound = 6;
const notSupported = 7;
