import { readReport } from "../../src/report/mod.ts";

export default {
  async fetch(request: Request): Promise<Response> {
    return Response.json(await readReport(new Uint8Array(await request.arrayBuffer())));
  },
};
