import { render } from "preact";
import { arrive, keepAddress } from "./store.ts";
import "./style.css";
import { App } from "./ui/app.tsx";
import { settle } from "./ui/preferences.ts";

// Not awaited by the module: the modules that it loads import this one, and would wait for it.
async function begin(): Promise<void> {
  await settle();
  await arrive();
  addEventListener("popstate", () => void arrive());
  keepAddress();
  const root = document.getElementById("app");
  if (root) render(<App />, root);
}
void begin();
