import { crc32, inflateRawSync } from 'node:zlib';

/** The parts of a workbook by name, as the directory at its end lists them. */
function parts(book: Buffer): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  const end = book.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  let at = book.readUInt32LE(end + 16);
  for (let left = book.readUInt16LE(end + 10); left > 0; left--) {
    const [packed, size, names, more, note] = [10, 20, 28, 30, 32].map((place) =>
      place === 20 ? book.readUInt32LE(at + place) : book.readUInt16LE(at + place),
    ) as [number, number, number, number, number];
    const name = book.toString('utf8', at + 46, at + 46 + names);
    const local = book.readUInt32LE(at + 42);
    const start = local + 30 + book.readUInt16LE(local + 26) + book.readUInt16LE(local + 28);
    const content = book.subarray(start, start + size);
    found.set(name, packed === 0 ? content : inflateRawSync(content));
    at += 46 + names + more + note;
  }
  return found;
}

/** One part, not packed, as it stands in the file or in the directory at its end. */
function head(name: string, content: Buffer, local?: number): Buffer {
  const of = local === undefined ? 30 : 46;
  const bytes = Buffer.alloc(of);
  const shift = local === undefined ? 4 : 6;
  bytes.writeUInt32LE(local === undefined ? 0x04034b50 : 0x02014b50, 0);
  bytes.writeUInt16LE(20, shift);
  bytes.writeUInt32LE(crc32(content), shift + 10);
  bytes.writeUInt32LE(content.length, shift + 14);
  bytes.writeUInt32LE(content.length, shift + 18);
  bytes.writeUInt16LE(Buffer.byteLength(name), shift + 22);
  if (local !== undefined) bytes.writeUInt32LE(local, 42);
  return Buffer.concat([bytes, Buffer.from(name)]);
}

/** The same workbook with a text of its first sheet changed, as if somebody had typed over it. */
export function changedBook(book: Buffer, from: string, to: string): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let place = 0;
  for (const [name, content] of parts(book)) {
    let own = content;
    if (name === 'xl/worksheets/sheet1.xml') {
      const xml = content.toString('utf8');
      if (!xml.includes(from)) throw new Error(`“${from}” is not in the sheet`);
      own = Buffer.from(xml.replace(from, to));
    }
    directory.push(head(name, own, place));
    const file = Buffer.concat([head(name, own), own]);
    files.push(file);
    place += file.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(place, 16);
  return Buffer.concat([...files, listed, end]);
}
