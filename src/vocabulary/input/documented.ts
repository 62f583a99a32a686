/** A type with what editors show for its members: the compiler keeps no comments of a schema, so they stand in an interface whose
 * members are optional and `unknown`, or such interfaces again. Members that the interface lacks are there, without words.
 *
 * An editor shows the words of a member only where it is declared once. So the members of the type itself are mapped by `as`, which
 * leaves where they are declared behind.
 */
export type Documented<Docs, Type> = unknown extends Docs
  ? Type
  : Type extends object
    ? Docs & { [Name in keyof Type as Name]: Name extends keyof Docs ? Documented<Docs[Name], Type[Name]> : Type[Name] }
    : Type;
