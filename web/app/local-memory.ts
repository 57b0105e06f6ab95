/** localStorage where there is one: an opaque origin, a private window or a full disk throws, and then nothing is remembered. */
export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`hopscope.${key}`, value);
  } catch {
    // Losing a preference is not worth a word.
  }
}

export function recall(key: string): string | undefined {
  try {
    return localStorage.getItem(`hopscope.${key}`) ?? undefined;
  } catch {
    return undefined;
  }
}

export function forget(key: string): void {
  try {
    localStorage.removeItem(`hopscope.${key}`);
  } catch {
    // Nothing was remembered.
  }
}
