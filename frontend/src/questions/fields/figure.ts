/** A question answered by setting a figure: what is sent is the state it stands in. */

import type { Fields, FieldsPlace } from "./fields";

export function figureFields({ figure }: FieldsPlace): Fields {
  return { read: figure.link, inWords: () => undefined, refuse: () => undefined };
}
