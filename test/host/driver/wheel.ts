import { type Locator } from "playwright-core";

/** What Chromium reports for one pixel: VS Code reads this older member of the event, 120 of which are 50 pixels. */
const wheelDeltaPerPixel = -2.4;

/** Scrolls a list by so many pixels; the event carries the distance, which a real wheel's notches round to 50. */
export async function turnWheel(list: Locator, pixels: number): Promise<void> {
  await list
    .locator(".monaco-scrollable-element")
    .first()
    .dispatchEvent("wheel", { bubbles: true, deltaY: pixels, wheelDeltaY: Math.round(pixels * wheelDeltaPerPixel) });
}
