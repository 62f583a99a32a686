import type { ElementFact } from '../../faults/faultContext.js';
import type { World } from '../../store/world.js';
import { type MethodName, methodAt } from '../../vocabulary/methods/index.js';
import type { SynchronizationHandle } from '../../vocabulary/units/ids.js';
import { ArrayContext } from './contexts.js';
import { PoolFact, VolumeFact } from './elementFacts.js';

/** The storage service is about to detach a clone: its source, the clone itself, and the clone's pool. */
export class DetachContext extends ArrayContext {
  readonly point = 'detach';
  override readonly method: MethodName;

  /** @param method the place in `methodNames` of the method that made the clone, or that deletes a volume now */
  constructor(
    world: World,
    private readonly synchronization: SynchronizationHandle,
    method: number,
    override readonly caller: string | null = null,
  ) {
    super(world);
    this.method = methodAt(method);
  }

  override elements(): readonly ElementFact[] {
    const { world } = this;
    const { source, target } = world.synchronizations.read(this.synchronization);
    return [
      new VolumeFact(world, source),
      new VolumeFact(world, target),
      new PoolFact(world, world.volumes.read(target).pool),
    ];
  }
}
