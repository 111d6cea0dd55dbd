/** The used part of workerd's module. Its own types would replace those of the web in every file. */
declare module "cloudflare:workers" {
  import type { DurableObjectState } from "@cloudflare/workers-types";

  export abstract class DurableObject {
    protected readonly ctx: DurableObjectState;
  }
}
