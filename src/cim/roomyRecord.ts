/** A kind of empty records that have something in common: one prototype.
 *
 * An engine lays an object out with room for as many members as it sees its constructor write, whether that comes to it or not;
 * what is added beyond that is kept outside of it, and costs three times as much to write and to freeze.
 */
export function roomyRecords(prototype: object): new () => Record<string, unknown> {
  function Roomy(this: Record<string, unknown>, writes?: boolean) {
    if (writes !== true) return;
    this.a = this.b = this.c = this.d = this.e = this.f = this.g = this.h = this.i = this.j = this.k = this.l = 0;
    this.m = this.n = this.o = this.p = this.q = this.r = this.s = this.t = this.u = this.v = this.w = this.x = 0;
    this.aa = this.bb = this.cc = this.dd = this.ee = this.ff = this.gg = this.hh = this.ii = this.jj = this.kk = 0;
  }
  Roomy.prototype = prototype;
  // A function makes what `new` is asked for, which no type says.
  return Roomy as unknown as new () => Record<string, unknown>;
}
