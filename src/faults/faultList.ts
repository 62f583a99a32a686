import { SortedTree } from '../determinism/sortedTree.js';
import type { CompiledFault } from './compiled.js';

/** Faults in the plan's order: a value that is never changed in place. */
export class FaultList {
  /** Undefined until somebody asks for them. */
  private listed: readonly CompiledFault[] | undefined;

  private constructor(private readonly tree: SortedTree<number, CompiledFault>) {}

  static readonly empty = new FaultList(new SortedTree<number, CompiledFault>(undefined, ascending));

  get all(): readonly CompiledFault[] {
    this.listed ??= this.tree.valuesArray();
    return this.listed;
  }

  get isEmpty(): boolean {
    return this.tree.size === 0;
  }

  with(one: CompiledFault): FaultList {
    const tree = this.tree.clone();
    tree.set(one.place, one);
    return new FaultList(tree);
  }

  without({ place }: CompiledFault): FaultList {
    const tree = this.tree.clone();
    tree.delete(place);
    return new FaultList(tree);
  }
}

export function ascending(left: number, right: number): number {
  return left - right;
}
