// The service worker: keeps the app's own files for times without signal, one cache per version, and sends what waits when
// the browser says the line is back. /sw.js calls start() with the list of files; no page with personal data is ever kept.

import { drain } from "./queue.js";

const PREFIX = "nithet-app-";
const ANSWER_MS = 1500;
const HASHED = /\.[0-9a-f]{12}\.\w+$/;

// settings: {version, app, pages: addresses of the app, noSignal, assets: addresses of its files}
export function start(settings) {
  const cacheName = PREFIX + settings.version;
  const files = new Set(settings.assets.map(absolute));

  self.addEventListener("install", (event) => event.waitUntil(install(settings, cacheName)));
  self.addEventListener("activate", (event) => event.waitUntil(Promise.all([self.clients.claim(), tidy(cacheName)])));
  self.addEventListener("message", (event) => {
    if (event.data && event.data.type === "change-now") self.skipWaiting();
    if (event.data && event.data.type === "tidy") event.waitUntil(tidy(cacheName));
  });
  self.addEventListener("sync", (event) => {
    if (event.tag === "send") event.waitUntil(drain({ from: "worker" }));
  });
  self.addEventListener("fetch", (event) => {
    const request = event.request;
    const url = new URL(request.url);
    if (url.origin !== self.location.origin) return;
    if (request.mode === "navigate") event.respondWith(navigate(event, url, settings, cacheName));
    else if (request.method === "GET" && files.has(url.href)) event.respondWith(file(event, cacheName, url));
  });
}

function absolute(address) {
  return new URL(address, self.location.origin).href;
}

async function install(settings, cacheName) {
  const cache = await caches.open(cacheName);
  const shell = await fetch(settings.app, { cache: "no-cache", credentials: "same-origin" });
  const text = await shell.clone().text();
  // A page of another version (the server changed in between) must not be kept under this one: the browser tries again.
  if (!shell.ok || !text.includes(`data-version="${settings.version}"`)) throw new Error("page and worker differ in version");
  await cache.put(settings.app, shell);
  await cache.add(new Request(settings.noSignal, { cache: "no-cache" }));
  await cache.addAll(settings.assets.map((address) => new Request(address, { cache: HASHED.test(address) ? "default" : "no-cache" })));
}

async function navigate(event, url, settings, cacheName) {
  const cache = await caches.open(cacheName);
  if (event.request.method === "GET" && isApp(url.pathname, settings.pages)) {
    const kept = await cache.match(settings.app);
    if (kept) return kept;
  }
  try {
    return await fetch(event.request);
  } catch (error) {
    const page = await cache.match(settings.noSignal);
    if (!page) throw error;
    return page;
  }
}

// The addresses of `pages`: the app's own exactly, and everything below the one that ends in v/.
function isApp(path, pages) {
  return pages.some((page) => path === page || (page.endsWith("/v/") && path.startsWith(page)));
}

// Files of this version first; a tab still on the version before finds its own in the cache kept for it.
async function file(event, cacheName, url) {
  const own = await (await caches.open(cacheName)).match(url.href);
  if (own && (HASHED.test(url.pathname) || (await fromApp(event)))) return own;
  if (!own) {
    const kept = await caches.match(url.href);
    if (kept) return kept;
  }
  try {
    return await fetch(event.request);
  } catch (error) {
    if (own) return own;
    throw error;
  }
}

async function fromApp(event) {
  const client = event.clientId ? await self.clients.get(event.clientId) : null;
  return Boolean(client && new URL(client.url).pathname.includes("/capture/"));
}

// Old caches go once no tab of their version is open; a tab that does not answer keeps them all.
async function tidy(cacheName) {
  const tabs = (await self.clients.matchAll({ type: "window", includeUncontrolled: true })).filter((tab) => new URL(tab.url).pathname.includes("/capture/"));
  const versions = await Promise.all(tabs.map(versionOf));
  if (versions.includes(null)) return;
  const wanted = new Set([cacheName, ...versions.map((version) => PREFIX + version)]);
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && !wanted.has(name));
  await Promise.all(names.map((name) => caches.delete(name)));
}

function versionOf(tab) {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    const timer = setTimeout(() => resolve(null), ANSWER_MS);
    channel.port1.onmessage = (event) => {
      clearTimeout(timer);
      resolve(event.data);
    };
    tab.postMessage({ type: "version?" }, [channel.port2]);
  });
}
