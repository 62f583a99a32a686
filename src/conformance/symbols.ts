/** The names by which a run calls elements whose ids only the subject knows. */
export class Symbols {
  private readonly ids = new Map<string, string>();
  private readonly names = new Map<string, string>();

  /** Binds an id to a name; a name that is taken gets a number. An id that has a name keeps it. */
  bind(wanted: string, id: string): string {
    const bound = this.names.get(id);
    if (bound !== undefined) return bound;
    let name = wanted;
    for (let number = 2; this.ids.has(name); number++) name = `${wanted}#${number}`;
    this.ids.set(name, id);
    this.names.set(id, name);
    return name;
  }

  /** The id; a text that is no symbol is passed on as it is. */
  id(name: string): string {
    return this.ids.get(name) ?? name;
  }

  /** The symbol; an id that has none stays as it is. */
  name(id: string): string {
    return this.names.get(id) ?? id;
  }

  has(name: string): boolean {
    return this.ids.has(name);
  }

  knows(id: string): boolean {
    return this.names.has(id);
  }
}
