// Pieces every page of the app is made of. Same classes as the server's components, so both look alike.

import { html, nothing } from "../../vendor/lit/lit-html.js";
import { live } from "../../vendor/lit/directives/live.js";
import { repeat } from "../../vendor/lit/directives/repeat.js";
import { thaiDate } from "./words.js";

export { html, nothing, live, repeat };

export function icon(name, size = "") {
  return html`<svg class="nt-i ${size ? "nt-i-" + size : ""}" aria-hidden="true"><use href="#icon-${name}"></use></svg>`;
}

// The sprite becomes part of the page: marks drawn later from a file outside stay empty at times when a service worker
// answers for it.
export async function bringIcons() {
  const text = await (await fetch(document.body.dataset.icons)).text();
  const sprite = document.importNode(new DOMParser().parseFromString(text, "image/svg+xml").documentElement, true);
  sprite.querySelectorAll("symbol").forEach((symbol) => {
    symbol.id = `icon-${symbol.id}`;
  });
  sprite.setAttribute("hidden", "");
  sprite.setAttribute("aria-hidden", "true");
  document.body.append(sprite);
}

const CHIPS = { local: ["device-mobile", "draft"], sending: ["cloud-upload", "accent"], in: ["circle-check", "ok"], decide: ["git-compare", "bad"] };
export function chip(status) {
  const [mark, tone] = CHIPS[status.code];
  return html`<span class="nt-chip nt-chip-${tone}">${icon(mark)}<span>${status.word}${status.code === "sending" && status.detail ? " " + status.detail : ""}</span></span>`;
}

export function facts(...parts) {
  return html`<span class="nt-facts">${parts.filter(Boolean).map((part) => html`<span>${part}</span>`)}</span>`;
}

export function note(tone, mark, content) {
  return html`<div class="nt-note nt-note-${tone}">${icon(mark)}<div>${content}</div></div>`;
}

const OPTIONAL = html` <span class="nt-optional">(ไม่บังคับ)</span>`;

// One field: label, help, control, error. `control` gets the id and the ids that describe it.
export function field({ id, label, help = "", error = "", optional = false }, control) {
  const about = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(" ");
  return html`<div class="nt-field ${error ? "nt-field-bad" : ""}">
    <label for=${id}>${label}${optional ? OPTIONAL : nothing}</label>
    ${help ? html`<p class="nt-field-help" id="${id}-help">${help}</p>` : nothing}
    ${control(about || nothing)}
    ${error ? html`<p class="nt-error" id="${id}-error">${icon("alert-circle", "s")}${error}</p>` : nothing}
  </div>`;
}

export function textField(options, value, change) {
  const { id, inputmode = "text", max = 300, type = "text" } = options;
  return field(options, (about) => html`<input id=${id} type=${type} inputmode=${inputmode} maxlength=${max} aria-describedby=${about} aria-invalid=${options.error ? "true" : nothing}
    .value=${live(value ?? "")} @input=${(event) => change(event.target.value)}>`);
}

export function area(options, value, change) {
  return field(options, (about) => html`<textarea id=${options.id} rows=${options.rows || 4} aria-describedby=${about}
    .value=${live(value ?? "")} @input=${(event) => change(event.target.value)}></textarea>`);
}

// Phones bring their own calendar; beside it the date in words, in the Buddhist era.
export function dateField(options, value, change) {
  return field({ ...options, help: [options.help, value && thaiDate(value)].filter(Boolean).join(" · ") }, (about) => html`<input id=${options.id} type="date" aria-describedby=${about}
    .value=${live(value || "")} @input=${(event) => change(event.target.value || null)}>`);
}

// choices: [[value, label], …]; values are compared as text and given back as they stand in the list. resets: a list to add
// from, which shows nothing chosen again.
export function select(options, value, choices, change, empty = "ไม่ระบุ") {
  const chosen = String(value ?? "");
  return field(options, (about) => html`<select id=${options.id} aria-describedby=${about} @change=${(event) => {
    const found = choices.find(([one]) => String(one) === event.target.value);
    if (options.resets) event.target.value = "";
    change(found ? found[0] : null);
  }}>
    ${empty ? html`<option value="" .selected=${live(chosen === "")}>${empty}</option>` : nothing}
    ${choices.map(([one, label]) => html`<option value=${one} .selected=${live(String(one) === chosen)}>${label}</option>`)}
  </select>`);
}

// Large rows to choose from; several: value is a list.
export function choices({ id, legend, help = "", hidden = false, several = false, two = false }, value, rows, change) {
  const has = (one) => (several ? (value || []).includes(one) : value === one);
  return html`<fieldset class="nt-field" id=${id} tabindex="-1">
    <legend class=${hidden ? "nt-sr" : ""}>${legend}</legend>
    ${help ? html`<p class="nt-field-help">${help}</p>` : nothing}
    <div class=${two ? "nt-choices-2" : ""}>${rows.map(([one, label, more]) => html`<label class="nt-choice"><input type=${several ? "checkbox" : "radio"} name=${id}
      .checked=${live(has(one))} @change=${(event) => change(several ? toggled(value || [], one, event.target.checked) : one)}><b>${label}</b>${more ? html`<small>${more}</small>` : nothing}</label>`)}</div>
  </fieldset>`;
}
function toggled(list, one, on) {
  const rest = list.filter((value) => value !== one);
  return on ? [...rest, one] : rest;
}

export function bar(done, all, label) {
  return html`<progress class="nt-progress" max=${all || 1} value=${done} aria-label=${label}></progress>`;
}

// Asked before something is lost; the words say what.
export function sure(text) {
  return window.confirm(text);
}
