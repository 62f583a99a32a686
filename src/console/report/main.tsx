import { render } from 'preact';
import type { ReportPage } from '../../report/files/html.js';
import { App } from './App.js';
import '../parts/style.css';

const page = document.getElementById('page');
const data = document.getElementById('data');
if (page === null) throw new Error('the page has no place to draw into');
if (data === null) page.textContent = 'This page holds no report: it is what reports are made of.';
// What the program wrote here is a report.
else render(<App report={JSON.parse(data.textContent ?? '') as ReportPage} />, page);
