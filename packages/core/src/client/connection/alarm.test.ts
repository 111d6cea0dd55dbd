import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DeadlineTimer } from "./alarm.ts";

describe("Alarm", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("rings once, when the time is over", () => {
    const ring = vi.fn();
    new DeadlineTimer().set(performance.now() + 100, ring);
    vi.advanceTimersByTime(99);
    expect(ring).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1000);
    expect(ring).toHaveBeenCalledTimes(1);
  });

  it("rings at once for a time that is over already", () => {
    const ring = vi.fn();
    new DeadlineTimer().set(performance.now() - 5, ring);
    vi.advanceTimersByTime(0);
    expect(ring).toHaveBeenCalledTimes(1);
  });

  it("does not ring when it was called off or stopped", () => {
    const [first, second] = [new DeadlineTimer(), new DeadlineTimer()];
    const ring = vi.fn();
    first.set(performance.now() + 100, ring);
    second.set(performance.now() + 100, ring);
    first.cancel();
    second.stop();
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(1000);
    expect(ring).not.toHaveBeenCalled();
  });

  it("keeps the process alive only while somebody waits", () => {
    const alarm = new DeadlineTimer();
    const timer = vi.spyOn(globalThis, "setTimeout");
    const isHeld = () =>
      (timer.mock.results.at(-1) as { value: { hasRef(): boolean } } | undefined)?.value.hasRef();
    alarm.set(performance.now() + 100, () => {});
    expect(isHeld()).toBe(true);
    alarm.setIdle(true);
    expect(isHeld()).toBe(false);
    alarm.set(performance.now() + 50, () => {});
    expect(timer).toHaveBeenCalledTimes(2);
    expect(isHeld()).toBe(false);
    alarm.setIdle(false);
    expect(isHeld()).toBe(true);
    timer.mockRestore();
  });

  it("keeps its timer from one wait to the next, and rings for the last in time", () => {
    const alarm = new DeadlineTimer();
    const ring = vi.fn();
    for (let wait = 0; wait < 10; wait += 1) {
      alarm.set(performance.now() + 100, ring);
      vi.advanceTimersByTime(30);
      alarm.cancel();
    }
    alarm.set(performance.now() + 100, ring);
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(99);
    expect(ring).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(ring).toHaveBeenCalledTimes(1);
  });

  it("rings earlier for a wait that is shorter than the one before", () => {
    const alarm = new DeadlineTimer();
    const [long, short] = [vi.fn(), vi.fn()];
    alarm.set(performance.now() + 10_000, long);
    alarm.cancel();
    alarm.set(performance.now() + 50, short);
    vi.advanceTimersByTime(50);
    expect(short).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(20_000);
    expect(long).not.toHaveBeenCalled();
  });

  it("waits longer than the longest timer of a runtime", () => {
    const ring = vi.fn();
    new DeadlineTimer().set(performance.now() + 3_000_000_000, ring);
    vi.advanceTimersByTime(2_999_999_999);
    expect(ring).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(ring).toHaveBeenCalledTimes(1);
  });

  it.each([-5, 0, 0.2, 1])(
    "asks the runtime for no negative time, however late it is (%d)",
    (time) => {
      vi.useRealTimers();
      let now = 0;
      const clock = vi.spyOn(performance, "now").mockImplementation(() => {
        now += 1;
        return now;
      });
      const timer = vi.spyOn(globalThis, "setTimeout");
      const alarm = new DeadlineTimer();
      alarm.set(performance.now() + time, () => {});
      alarm.stop();
      const times = timer.mock.calls.map(([, milliseconds]) => milliseconds);
      clock.mockRestore();
      timer.mockRestore();
      expect(times).toHaveLength(1);
      for (const milliseconds of times) expect(milliseconds).toBeGreaterThanOrEqual(0);
    },
  );
});
