import { DurableObject } from "cloudflare:workers";

const MINUTE = 60_000;

/** What one token has used of its quota. */
export class Quota extends DurableObject {
  /**
   * Takes a part of the quota of this minute.
   *
   * @param count recipients
   * @param limit recipients in a minute
   * @returns seconds until there is quota again; 0 when the part was taken
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
