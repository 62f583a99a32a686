import { render } from 'preact';
import { App } from './App.js';
import { Server } from './server.js';
import { Session } from './session.js';
import '../parts/style.css';
import './console.css';

const page = document.getElementById('page');
if (page === null) throw new Error('the page has no place to draw into');
const token = document.querySelector('meta[name="arraysim-token"]')?.getAttribute('content');
if (token == null)
  page.textContent = 'This page is given out by `arraysim console`: opened from a disk it has no server.';
else {
  const session = new Session();
  session.listen(new EventSource('api/events'));
  render(<App session={session} server={new Server(token)} />, page);
}
