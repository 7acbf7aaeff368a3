/** The part of gifenc that is used here; it comes without types. */
declare module "gifenc" {
  type Rgb = readonly [red: number, green: number, blue: number];
  interface FrameOptions {
    /** Of the first frame, for all. */
    readonly palette?: readonly Rgb[];
    /** Milliseconds it stands. */
    readonly delay: number;
    readonly transparent?: boolean;
    readonly transparentIndex?: number;
    /** 1 leaves the frame before in place. */
    readonly dispose?: number;
    /** How often all of it is played again; 0 is for ever. */
    readonly repeat?: number;
  }
  interface Encoder {
    writeFrame(index: Uint8Array, width: number, height: number, options: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array<ArrayBuffer>;
  }
  export function GIFEncoder(): Encoder;
  export function quantize(rgba: Uint8ClampedArray, most: number): Rgb[];
  export function applyPalette(rgba: Uint8ClampedArray, palette: readonly Rgb[]): Uint8Array;
}
