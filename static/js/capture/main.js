// The app's page: registers the service worker and draws what the address asks for.

import { database } from "./store.js";

await database();
if ("serviceWorker" in navigator) await navigator.serviceWorker.register(document.body.dataset.worker, { type: "module", scope: "/" });
