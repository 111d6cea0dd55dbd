import { DurableObject } from "cloudflare:workers";

const MINUTE = 60_000;

/** The used quota of one token. */
export class Quota extends DurableObject {
  /**
   * Takes a part of the quota of this minute.
   *
   * @param count recipients
   * @param limit recipients per minute
   * @returns seconds until quota is available; 0 if the part was taken
   */
  async take(count: number, limit: number): Promise<number> {
    const now = Date.now();
    const minute = Math.floor(now / MINUTE);
    const used = await this.ctx.storage.get<{ minute: number; count: number }>("used");
    const before = used?.minute === minute ? used.count : 0;
    if (before + count > limit) return Math.ceil(((minute + 1) * MINUTE - now) / 1000);
    await this.ctx.storage.put("used", { minute, count: before + count });
    return 0;
  }
}
