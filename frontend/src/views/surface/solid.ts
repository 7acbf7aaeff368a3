/** All that the graphics card draws of the surface: the block, and the paths upon it. */

import type { Catalogue } from "../../engine/catalogue";
import { blockIn } from "./block";
import type { Stage } from "./landmarks";
import { picturesIn } from "./picture";
import { ribbonsIn } from "./ribbons";
import type { Sight } from "./sight";

export interface Solid {
  /** Takes what is shown. */
  take(stage: Stage): void;
  /** @param isRough Whether the paths may have rough edges, which a card that is a program draws in much less time. */
  draw(sight: Sight, step: number, isRough: boolean): void;
}

export function solidIn(gl: WebGL2RenderingContext, catalogue: Catalogue): Solid {
  const picture = picturesIn(gl);
  const block = blockIn(gl, catalogue, picture());
  const ribbons = ribbonsIn(gl);
  const smooth = picture();

  return {
    take({ experiment, flat, relief, walks }) {
      block.take(experiment.landscape, flat.domain, relief);
      ribbons.take(walks, flat, relief, experiment.landscape);
    },
    draw(sight, step, isRough) {
      const drawAll = () => {
        block.show();
        ribbons.draw(sight, step, block.depths);
      };
      gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight);
      gl.clearColor(0, 0, 0, 0);
      block.see(sight);
      if (isRough) {
        gl.clear(gl.STENCIL_BUFFER_BIT);
        drawAll();
      } else {
        smooth.draw(drawAll);
        smooth.show();
      }
      // The card begins at once, while the page goes on with everything else.
      gl.flush();
    },
  };
}
