// A mail server as offices have them: it takes mails only from who has signed in, and lets nobody sign in before TLS stands.
//   node starttls-server.mjs A-FILE-OF-MAILDEV CERTIFICATE KEY USER PASSWORD
// Says a line "listening PORT", then a line of JSON for each mail.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [maildev, certificate, key, user, password] = process.argv.slice(2);
// maildev brings it along.
const { SMTPServer } = createRequire(maildev)("smtp-server");

const server = new SMTPServer({
  cert: readFileSync(certificate),
  key: readFileSync(key),
  onAuth: (auth, session, done) =>
    auth.username === user && auth.password === password ? done(null, { user }) : done(new Error("Wrong user or password.")),
  onData: (stream, session, done) => {
    const parts = [];
    stream.on("data", (part) => parts.push(part));
    stream.on("end", () => {
      const to = session.envelope.rcptTo.map((recipient) => recipient.address);
      console.log(JSON.stringify({ secure: session.secure, user: session.user, to, mail: Buffer.concat(parts).toString("latin1") }));
      done();
    });
  },
});
server.on("error", () => {});
server.listen(0, "127.0.0.1", () => console.log(`listening ${server.server.address().port}`));
