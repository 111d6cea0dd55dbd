/** What is used of the module that workerd brings. Its own types replace those of the web, for every file. */
declare module "cloudflare:workers" {
  import type { DurableObjectState } from "@cloudflare/workers-types";

  export abstract class DurableObject {
    protected readonly ctx: DurableObjectState;
  }
}
