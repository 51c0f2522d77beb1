// Talking to the server: every answer is one JSON object with an `outcome`; whatever else comes back (a portal's page, a
// proxy's error) counts as no signal, so that nobody takes it for a confirmation.

import { isFull, meta, setMeta } from "./store.js";

export const APP = "/capture/";
const HELLO_MS = 12000;
const ANSWER_MS = 60000;
// A fault of the server, or too much of it at once: nothing is wrong with what was sent.
const LATER = new Set([408, 423, 425, 429, 500]);

let current = null;

// No answer that can be trusted: no signal, a portal, a server that is being restarted.
export class NoSignal extends Error {}
// The server is there and cannot take this one now, for a fault of its own or because it is busy with it; others may go.
export class NotNow extends Error {}
// The session ended; `url` leads to the sign-in page.
export class SignIn extends Error {
  constructor(url) {
    super("sign in");
    this.url = url;
  }
}

// {status, ok, headers, text}, the whole answer within the time: a line that is lost in the middle of one never says so, and
// whoever waited for the rest would keep the queue from everybody.
export async function fetchWithin(ms, address, options = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), ms);
  try {
    const response = await fetch(address, { credentials: "same-origin", cache: "no-store", redirect: "error", ...options, signal: stop.signal });
    const text = await response.text();
    return { status: response.status, ok: response.ok, headers: response.headers, text };
  } catch (error) {
    throw new NoSignal(error.message);
  } finally {
    clearTimeout(timer);
  }
}

export function json(response) {
  try {
    const data = JSON.parse(response.text);
    return data && typeof data === "object" ? data : {};
  } catch (error) {
    return {};
  }
}

// The account may not do this; `message` is a Thai sentence.
export class NotAllowed extends Error {}

// Who the server takes us for; keeps the answer for times without signal. Raises NoSignal or SignIn.
export async function hello() {
  const response = await fetchWithin(HELLO_MS, APP + "hello/");
  const data = json(response);
  if (response.status === 401) throw new SignIn(data.url || "");
  if (response.status === 403) throw new SignIn("");
  if (data.outcome !== "hello" || data.product !== "nithet") throw new NoSignal("another answer than ours");
  const known = { user: data.user, name: data.name, district: data.district, csrf: data.csrf, package: data.package, at: new Date().toISOString() };
  current = known;
  try {
    await setMeta("hello", known);
  } catch (error) {
    if (!isFull(error)) throw error; // Sending is what makes room again, so a full store must not stop it.
  }
  return known;
}

// One request with the form token; a refused token is fetched anew once. Gives {status, data, response}.
export async function send(method, address, { body, headers = {}, within = ANSWER_MS } = {}) {
  for (let round = 0; ; round += 1) {
    const known = current || (await meta("hello")) || (await hello());
    const response = await fetchWithin(within, address, { method, body, headers: { "X-CSRFToken": known.csrf, Accept: "application/json", ...headers } });
    const data = json(response);
    if (response.status === 401) throw new SignIn(data.url || "");
    if (response.status === 403 && data.outcome === "token" && round === 0) {
      const now = await hello();
      if (now.user !== known.user) throw new SignIn("");
      continue;
    }
    if (LATER.has(response.status)) throw new NotNow(`server ${response.status}`);
    if (response.status >= 500 && response.status !== 507) throw new NoSignal(`server ${response.status}`);
    return { status: response.status, data, response };
  }
}

// The package of this supervisor, or null when the one of hash `have` is still right.
export async function fetchPackage(have = "") {
  const response = await fetchWithin(5 * ANSWER_MS, APP + "package/", { cache: "no-cache", headers: have ? { "If-None-Match": `"${have}"` } : {} });
  if (response.status === 304) return null;
  if (response.status === 401) throw new SignIn("");
  if (response.status === 403) throw new NotAllowed(json(response).message || "บัญชีนี้ไม่มีสิทธิ์บันทึกการนิเทศ");
  const text = response.ok ? response.text : "";
  let data = {};
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new NoSignal("no package");
  }
  if (data.outcome !== "package") throw new NoSignal("no package");
  return { ...data, bytes: text.length };
}
