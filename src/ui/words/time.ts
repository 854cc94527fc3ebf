import { env } from "vscode";

/** When: the time of day, and the date as well where it is not today. */
export function formatTime(milliseconds: number): string {
  const then = new Date(milliseconds);
  const isToday = then.toDateString() === new Date().toDateString();
  const day: Intl.DateTimeFormatOptions = isToday ? {} : { dateStyle: "medium" };
  return new Intl.DateTimeFormat(env.language, { ...day, timeStyle: "short" }).format(then);
}
