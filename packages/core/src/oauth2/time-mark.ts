/** Measures how long ago something was, although a clock can be set and another can stand still. */

/** A moment on two clocks: the wall clock can be set, and the steady one can stop while the machine sleeps. */
export interface TimeMark {
  readonly wall: number;
  readonly steady: number;
}

/** The present moment. */
export function markTime(): TimeMark {
  return { wall: Date.now(), steady: performance.now() };
}

/** Milliseconds since then, by the clock that went further: a token is rather renewed too early than too late. */
export function elapsedSince({ wall, steady }: TimeMark): number {
  return Math.max(Date.now() - wall, performance.now() - steady);
}
