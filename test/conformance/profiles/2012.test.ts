import { everyPropertyIn } from './everyProperty.js';

everyPropertyIn('2012');
