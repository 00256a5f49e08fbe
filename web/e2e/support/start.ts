import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { startMailServer } from './mailbox';
import { mustBeFree, place } from './place';
import { startProduct } from './product';

/** Before the first journey: a mail server, then the product; after the last, both end and leave nothing. */
export default async function start(): Promise<() => Promise<void>> {
  mkdirSync(place.mail, { recursive: true });
  await mustBeFree(place.port);
  const mail = await startMailServer(place.mailPort, place.mail);
  const product = await startProduct();
  writeFileSync(place.setupLink, product.setupLink);
  return async () => {
    await product.stop();
    await mail.stop();
    rmSync(place.folder, { recursive: true, force: true });
  };
}
