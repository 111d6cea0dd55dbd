import { render } from "preact";
import { arrive, keepAddress } from "./store.ts";
import "./style.css";
import { App } from "./ui/app.tsx";
import { settle } from "./ui/preferences.ts";

await settle();
await arrive();
addEventListener("popstate", () => void arrive());
keepAddress();
const root = document.getElementById("app");
if (root) render(<App />, root);
