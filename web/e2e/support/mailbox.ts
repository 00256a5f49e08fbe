import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { place } from './place';

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** A mail server that accepts everything and keeps each message as a file. */
export async function startMailServer(port: number, folder: string): Promise<{ stop: () => Promise<void> }> {
  let count = 0;
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData: (stream, session, done) => {
      simpleParser(stream)
        .then((parsed) => {
          const to = session.envelope.rcptTo.map((recipient) => recipient.address).join(',');
          const mail: Mail = { to, subject: parsed.subject ?? '', text: parsed.text ?? '' };
          count += 1;
          const file = join(folder, `${count}.json`);
          writeFileSync(`${file}.part`, JSON.stringify(mail));
          renameSync(`${file}.part`, file);
          done();
        })
        .catch((error: Error) => done(error));
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  return { stop: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** Every message that has arrived so far for an address. */
export function mailsTo(address: string): Mail[] {
  return readdirSync(place.mail)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(place.mail, name), 'utf8')) as Mail)
    .filter((mail) => mail.to === address);
}
