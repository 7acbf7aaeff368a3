/** The map of learning rate and momentum, loaded when somebody comes near it. */

import type { RateMap, RateMapNeeds } from "../views/rates/panel";

export function rateMapNearby(needs: RateMapNeeds): RateMap {
  const { sheet } = needs;
  let map: RateMap | undefined;
  let now: readonly string[] | undefined;

  async function load(): Promise<void> {
    const { rateMap } = await import("../views/rates/panel");
    if (sheet.gone.aborted) return;
    map = rateMap(needs);
    if (now) map.show(now);
  }

  const sight = new IntersectionObserver(
    (entries) => {
      if (!entries.at(-1)?.isIntersecting) return;
      sight.disconnect();
      void load();
    },
    { rootMargin: "50%" },
  );
  sight.observe(sheet.part(".rate-map", HTMLElement));
  sheet.gone.addEventListener("abort", () => sight.disconnect());

  return {
    show(keys) {
      now = keys;
      map?.show(keys);
    },
  };
}
