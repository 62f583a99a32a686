import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { SyntaxKind } from 'typescript/unstable/ast';
import {
  API,
  type Checker,
  SignatureKind,
  type Symbol as Sym,
  SymbolFlags,
  type Type,
  TypeFlags,
  type UnionType,
} from 'typescript/unstable/sync';

/** Where the compiler keeps what is written about a member when it writes declarations; of a schema's members it does not. */
const kept: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.PropertySignature,
  SyntaxKind.MethodSignature,
  SyntaxKind.PropertyDeclaration,
  SyntaxKind.MethodDeclaration,
  SyntaxKind.GetAccessor,
]);

/** The compiler's mark of a member of a mapped type. */
const mapped = 1 << 18;

/** What editors show nothing for, of what the entries export: exports without a comment, and members of their types, of the types
 * of those, and so on.
 * @param folder the project's
 * @param entries public entries, from the project's folder on
 * @param isOther tells files whose members are documented otherwise
 */
export async function undocumented(
  folder: string,
  entries: readonly string[],
  isOther: (path: string) => boolean = () => false,
): Promise<string[]> {
  const api = new API({ cwd: folder });
  try {
    using snapshot = api.updateSnapshot({ openProjects: [`${folder}/tsconfig.json`] });
    return snapshot.getProjects().flatMap(({ program, checker }) => {
      const look = new Look(checker, `${folder}/src/`, isOther);
      for (const entry of entries) {
        const file = program.getSourceFile(`${folder}/${entry}`);
        const module = file && checker.getSymbolAtLocation(file);
        if (module === undefined) throw new Error(`${entry} is no module of the project`);
        for (const one of checker.getExportsOfModule(module)) look.exported(one, entry);
      }
      return [...look.found];
    });
  } finally {
    await end(api);
  }
}

/** Ends the compiler by the end of its input. `close` alone kills it at the same moment, and now and then it has time to complain of
 * that between the lines of the tests.
 */
async function end(api: API): Promise<void> {
  // The library keeps its child to itself; a version that has it elsewhere throws here.
  const { child } = (api as unknown as { client: { channel: { child: ChildProcess } } }).client.channel;
  const ended = once(child, 'exit');
  child.stdin?.destroy();
  await ended;
  api.close();
}

class Look {
  readonly found = new Set<string>();
  private readonly seen = new Set<number>();

  constructor(
    private readonly checker: Checker,
    private readonly sources: string,
    private readonly isOther: (path: string) => boolean,
  ) {}

  exported(symbol: Sym, entry: string): void {
    const { checker } = this;
    const target = symbol.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    if (checker.getDocumentationCommentOfSymbol(target) === '') this.found.add(`${entry}: ${symbol.name}`);
    const isType = target.flags & (SymbolFlags.Interface | SymbolFlags.TypeAlias | SymbolFlags.Class);
    if (isType) return this.type(checker.getDeclaredTypeOfSymbol(target), symbol.name);
    // Of a table that is exported the keys speak for themselves.
    const type = checker.getTypeOfSymbol(target);
    if (type !== undefined) this.signatures(type, symbol.name);
  }

  private type(type: Type | undefined, path: string): void {
    if (type === undefined || this.seen.has(type.id)) return;
    this.seen.add(type.id);
    if (type.flags & TypeFlags.Union) {
      // That is what the flag says.
      for (const one of (type as UnionType).getTypes()) this.type(one, path);
      return;
    }
    if (!(type.flags & (TypeFlags.Object | TypeFlags.Intersection))) return;
    if (this.checker.isArrayLikeType(type)) return this.type(this.elementOf(type), path);
    this.signatures(type, path);
    for (const member of this.checker.getPropertiesOfType(type)) this.member(member, `${path}.${member.name}`);
  }

  private member(member: Sym, path: string): void {
    const declared = member.declarations.map(({ path: file }) => String(file));
    // Without a declaration it is one of a list of names, which what has them is about.
    if (declared.length === 0 || !declared.every((file) => file.startsWith(this.sources))) return;
    if (declared.some(this.isOther) || member.name.startsWith('__@') || isPrivate(member)) return;
    if (!isShown(member) || this.checker.getDocumentationCommentOfSymbol(member) === '') this.found.add(path);
    this.type(this.checker.getTypeOfSymbol(member), path);
  }

  private signatures(type: Type, path: string): void {
    for (const signature of this.checker.getSignaturesOfType(type, SignatureKind.Call)) {
      this.type(this.checker.getReturnTypeOfSignature(signature), `${path}()`);
      for (const one of signature.getParameters()) this.type(this.checker.getTypeOfSymbol(one), `${path}(${one.name})`);
    }
  }

  private elementOf(list: Type): Type | undefined {
    return this.checker.getIndexInfosOfType(list).find(({ keyType }) => keyType.flags & TypeFlags.Number)?.valueType;
  }
}

/** Editors show what is written where a member is declared, if that is one place. A member of a mapped type has no place of its own;
 * some editors show what is written of those that it is mapped from.
 */
function isShown({ valueDeclaration, declarations, checkFlags }: Sym): boolean {
  if (valueDeclaration !== undefined) return kept.has(valueDeclaration.kind);
  return (checkFlags & mapped) !== 0 && declarations.some(({ kind }) => kept.has(kind));
}

function isPrivate(member: Sym): boolean {
  return member.declarations.some((one) => {
    const node = one.resolve();
    const modifiers = node !== undefined && 'modifiers' in node ? node.modifiers : undefined;
    return Array.isArray(modifiers) && modifiers.some(({ kind }) => kind === SyntaxKind.PrivateKeyword);
  });
}
