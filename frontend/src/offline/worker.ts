/**
 * The course without a network: everything it consists of is kept when the browser first comes by.
 *
 * One version of it is kept whole, pages and the files they ask for, so that what is kept always fits together. A page
 * is asked for anew while somebody answers; a file's name says what is in it, so that what is kept is what is asked for.
 */

/** What there is to keep, as addresses from the base on; the server writes it before this script. */
declare const KEPT: { readonly version: string; readonly pages: readonly string[]; readonly files: readonly string[] };

declare const self: ServiceWorkerGlobalScope;

const BASE = new URL("./", self.location.href);
const OURS = `thalweg ${BASE.pathname}`;
const STORE = `${OURS} ${KEPT.version}`;

/** What is shown instead of a page that is not kept. */
const NOT_KEPT = "/offline";

const located = (address: string) => new URL(address.slice(1), BASE).href;

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(begin()));
self.addEventListener("fetch", (event) => {
  const answer = answerTo(event.request);
  if (answer) event.respondWith(answer);
});

async function keep(): Promise<void> {
  const store = await caches.open(STORE);
  await Promise.all([store.addAll(KEPT.files.map(located)), ...KEPT.pages.map((page) => keepPage(store, page))]);
}

async function keepPage(store: Cache, page: string): Promise<void> {
  const response = await fetch(located(page), { cache: "no-cache" });
  if (!response.ok) throw new Error(`${page}: status ${response.status}`);
  // A host of files may have led on to a folder's own address, and no browser takes that for an answer to this one.
  await store.put(located(page), new Response(await response.blob(), { headers: response.headers }));
}

async function begin(): Promise<void> {
  const outdated = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== STORE);
  await Promise.all(outdated.map((name) => caches.delete(name)));
  await self.clients.claim();
}

function answerTo(request: Request): Promise<Response> | undefined {
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== BASE.origin || !url.pathname.startsWith(BASE.pathname)) {
    return undefined;
  }
  const address = url.pathname.slice(BASE.pathname.length - 1);
  if (request.mode === "navigate") return newest(request, address);
  return KEPT.files.includes(address) ? kept(request, address) : undefined;
}

async function newest(request: Request, address: string): Promise<Response> {
  try {
    // Not even what a host of files lets a browser keep for a while; a request to navigate cannot be told so itself.
    return await fetch(request.url, { cache: "no-cache", headers: request.headers, redirect: "manual" });
  } catch (unreachable) {
    const found = (await stored(pageAt(address))) ?? (await stored(NOT_KEPT));
    if (found) return found;
    throw unreachable;
  }
}

/** A host of files shows a page under the address of its folder too. */
function pageAt(address: string): string {
  return address.replace(/(?<=.)\/(index\.html)?$/, "");
}

async function kept(request: Request, address: string): Promise<Response> {
  return (await stored(address)) ?? fetch(request);
}

async function stored(address: string): Promise<Response | undefined> {
  const store = await caches.open(STORE);
  return store.match(located(address));
}

// With it TypeScript takes this for a module, whose `self` is its own.
export {};
