/** Small labelled form fields. */
import type { ComponentChildren, JSX } from "preact";

/** A choice of a few values. */
export function Choice<T extends string>({
  label,
  value,
  options,
  onChange,
  hidden = false,
}: {
  readonly label: string;
  readonly value: T;
  readonly options: Readonly<Record<T, string>>;
  readonly onChange: (value: T) => void;
  /** The label for screen readers. */
  readonly hidden?: boolean;
}): JSX.Element {
  return (
    <label class="field">
      <span class={hidden ? "unseen" : ""}>{label}</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value as T)}>
        {(Object.keys(options) as T[]).map((key) => (
          <option key={key} value={key}>
            {options[key]}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A line of text; applied when the user leaves it or presses Enter. */
export function Text({
  label,
  value,
  onChange,
  hidden = false,
  type = "text",
  ...rest
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hidden?: boolean;
  readonly type?: "text" | "password" | "number";
  readonly min?: number;
  readonly max?: number;
  readonly placeholder?: string;
}): JSX.Element {
  return (
    <label class="field">
      <span class={hidden ? "unseen" : ""}>{label}</span>
      <input
        {...rest}
        // The library's types distinguish each kind of input; only their common properties are used here.
        type={type as "text"}
        value={value}
        autocomplete="off"
        spellcheck={false}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}

/** A box to tick. */
export function Tick({
  label,
  checked,
  onChange,
}: {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}): JSX.Element {
  return (
    <label class="tick">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {label}
    </label>
  );
}

/** Whether the fields are next to the dialogue; above it they are collapsed. */
const roomy = typeof matchMedia === "undefined" || matchMedia("(min-width: 1000px)").matches;

/** A group of fields that can be collapsed. */
export function Fold({
  title,
  open = roomy,
  children,
}: {
  readonly title: string;
  readonly open?: boolean;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <details class="fold" open={open}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}

/** Sections of RFCs as links. */
export function Rfc({ of }: { readonly of: string }): JSX.Element {
  const parts = of.split(/(RFC \d+(?: \d+(?:\.\d+)*)?)/);
  return (
    <span class="rfc">
      {parts.map((part) => {
        const [, number, section] = /^RFC (\d+)(?: ([\d.]+))?$/.exec(part) ?? [];
        if (number === undefined) return part;
        const place = section === undefined ? "" : `#section-${section}`;
        return (
          <a
            key={part}
            href={`https://www.rfc-editor.org/rfc/rfc${number}${place}`}
            target="_blank"
            rel="noreferrer"
          >
            {part}
          </a>
        );
      })}
    </span>
  );
}
