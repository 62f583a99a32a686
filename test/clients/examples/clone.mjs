// The same from JavaScript or TypeScript, in another process than the array.
const array = `http://localhost:${process.env.CONTROL ?? 8080}/arrays/default`;

async function ask(method, path, body) {
  const response = await fetch(array + path, { method, ...(body && { body: JSON.stringify(body) }) });
  return response.json();
}

const parameters = { ElementName: 'nightly' };
const reply = await ask('POST', '/calls', { on: 'db', method: 'CreateClone', parameters });
await ask('POST', '/settle');
const job = await ask('GET', `/jobs/${reply.Job}`);
console.log(reply.ReturnValue, job.state, job.percentComplete);
