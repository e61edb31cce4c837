const [END, CENTRAL] = [0x06054b50, 0x02014b50];
/** 1 January 1980, the first day that a ZIP archive can name. */
const FIRST_DAY = 0x21;

/**
 * A ZIP archive with one time for all its files, so that the same content has the same bytes. The
 * times are in the header of each file and again in the directory at the end.
 */
export function withoutClock(archive: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(archive);
  const view = new DataView(bytes.buffer);
  let end = bytes.length - 22;
  while (end > 0 && view.getUint32(end, true) !== END) end -= 1;
  let at = view.getUint32(end + 16, true);
  while (at < end && view.getUint32(at, true) === CENTRAL) {
    view.setUint32(at + 12, FIRST_DAY << 16, true);
    view.setUint32(view.getUint32(at + 42, true) + 10, FIRST_DAY << 16, true);
    at += 46 + [28, 30, 32].reduce((sum, field) => sum + view.getUint16(at + field, true), 0);
  }
  return bytes;
}
