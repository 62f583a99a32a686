import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

// A client in a process of its own, so that the server's processor time is the server's: it sends one request again and again over
// connections that are kept, and prints how it was answered.

const [, , port = '0', file = '', total = '0', connections = '1', idle = '0'] = process.argv;
const payload = readFileSync(file);
const each = Math.ceil(Number(total) / Number(connections));
const latencies: number[] = [];

const waiting = Array.from({ length: Number(idle) }, () => connect(Number(port), '127.0.0.1'));
await Promise.all(waiting.map((socket) => new Promise((resolve) => socket.on('connect', resolve))));

const startedMs = performance.now();
await Promise.all(Array.from({ length: Number(connections) }, one));
const seconds = (performance.now() - startedMs) / 1000;
latencies.sort((a, b) => a - b);
const at = (part: number) => latencies[Math.floor(latencies.length * part)] ?? 0;
process.stdout.write(
  JSON.stringify({ perSecond: Math.round(latencies.length / seconds), p50: at(0.5), p99: at(0.99) }),
);
for (const socket of waiting) socket.destroy();

function one(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1');
    let [left, sentMs, answer, whole] = [each, 0, '', -1];
    const send = () => {
      sentMs = performance.now();
      socket.write(payload);
    };
    socket.setNoDelay(true);
    socket.on('connect', send);
    socket.on('error', reject);
    socket.on('data', (data) => {
      answer += data.toString('latin1');
      if (whole < 0) {
        const end = answer.indexOf('\r\n\r\n');
        if (end < 0) return;
        if (!answer.startsWith('HTTP/1.1 200')) return reject(new Error(answer.slice(0, 300)));
        whole = end + 4 + Number(/content-length: (\d+)/i.exec(answer)?.[1] ?? 0);
      }
      if (answer.length < whole) return;
      latencies.push(performance.now() - sentMs);
      [answer, whole] = ['', -1];
      if (--left > 0) return send();
      socket.end();
      resolve();
    });
  });
}
