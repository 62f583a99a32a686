import { runAsProcess } from '../asProcess.js';
import { outStream } from './runApart.js';

await runAsProcess(outStream());
