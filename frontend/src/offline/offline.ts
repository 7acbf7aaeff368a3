/** Lets the browser keep the course for the time without a network, once the page itself has what it needs. */
export function keepOffline(): void {
  // Browsers have no such thing on an address that others could listen in to.
  if (!("serviceWorker" in navigator)) return;
  const address = `${document.body.dataset.base ?? ""}/offline.js`;
  // Without it everything works as long as there is a network: no reason to trouble anybody.
  const register = () => void navigator.serviceWorker.register(address).catch(() => undefined);
  if (document.readyState === "complete") register();
  else addEventListener("load", register, { once: true });
}
