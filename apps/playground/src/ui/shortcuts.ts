/** The keys that work everywhere, and the dialogs that they open. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { fetchServers } from "./known-servers.ts";

/** The open dialog. */
export const open = signal<"none" | "palette" | "keys">("none");

/** Opens the palette. */
export function showPalette(): void {
  fetchServers();
  open.value = "palette";
}

/** Opens the list of keys. */
export function showKeys(): void {
  open.value = "keys";
}

/** Listens to the keys that work everywhere. */
export function useShortcuts(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const { key, metaKey, ctrlKey, altKey, target } = event;
      if ((metaKey || ctrlKey) && key.toLowerCase() === "k") {
        event.preventDefault();
        showPalette();
      } else if (key === "?" && !ctrlKey && !metaKey && !altKey && !isField(target)) showKeys();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches("input, textarea, select, dialog *");
}
