/** Answers with what `signAll` returns, for the keys in the request. */
import { signAll } from "../support/sign.ts";

export default {
  async fetch(request: Request): Promise<Response> {
    return Response.json(await signAll(await request.json()));
  },
};
