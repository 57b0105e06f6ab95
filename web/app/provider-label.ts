/** The common beginning of the names of Windows providers says nothing in a list; the full name belongs in a tooltip. */
export function shortProvider(name: string): string {
  return name.replace(/^Microsoft-Windows-(?=.)/, "");
}
