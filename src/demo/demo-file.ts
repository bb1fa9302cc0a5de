export interface DemoFile {
  /** Relative to the folder of the demonstration, with forward slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
}
