import { round } from "../support/round.ts";

export default {
  async fetch(): Promise<Response> {
    return Response.json(await round());
  },
};
