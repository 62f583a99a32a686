declare const brand: unique symbol;

/** A `T` that says what it counts or names, so that two quantities of one representation are never mixed up. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
